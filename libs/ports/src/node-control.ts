/** Whether this process lets clients in. */
export interface NodeControl {
  /** Open client connections. */
  readonly open: number;
  /** Lets nobody new in, or somebody again; connections and sessions that are there stay. Undone by a real stop. */
  drained: boolean;
}
