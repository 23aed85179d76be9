import type { BulkJobView } from '#contracts';

/** How bulk actions come along. */
export interface BulkFeed {
  /** Newest first. */
  jobs(): BulkJobView[];
  /** Called when a job begins, ends, is cancelled or taken up again, and at most four times a second meanwhile. Returns the way to stop. */
  onProgress(listener: (job: BulkJobView) => void): () => void;
}
