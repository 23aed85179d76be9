import type { Mark } from './story.js';

/** Marks so close together that they share one place, in px from the left. */
export interface MarkGroup {
  readonly x: number;
  readonly marks: readonly Mark[];
}

/** Puts together what would be drawn over each other. @param near px between the middles of two that can be told apart */
export function groupedMarks(marks: readonly Mark[], xOf: (at: number) => number, near: number): MarkGroup[] {
  const groups: { x: number; marks: Mark[] }[] = [];
  for (const mark of marks) {
    const x = xOf(mark.at);
    const last = groups.at(-1);
    if (last !== undefined && x - last.x < near) last.marks.push(mark);
    else groups.push({ x, marks: [mark] });
  }
  return groups;
}
