import { closeSync, existsSync, openSync, readSync } from 'node:fs';
import { join } from 'node:path';
import { Diary } from './diary.mjs';

const CHUNK = 1 << 20;

/** The chronicles of all clients, read as far as they are written. */
export class Library {
  #shelf;

  constructor(plans, folder) {
    this.diaries = plans.map((plan) => new Diary(plan));
    this.#shelf = this.diaries.map((diary) => ({
      diary,
      path: join(folder, `${diary.plan.index}.log`),
      at: 0,
      rest: Buffer.alloc(0),
    }));
  }

  /** Reads what was added since the last time; answers all diaries. */
  catchUp() {
    for (const volume of this.#shelf) if (existsSync(volume.path)) readOn(volume);
    return this.diaries;
  }
}

function readOn(volume) {
  const file = openSync(volume.path, 'r');
  const chunk = Buffer.alloc(CHUNK);
  for (let read = readSync(file, chunk, 0, CHUNK, volume.at); read > 0; ) {
    volume.at += read;
    const text = Buffer.concat([volume.rest, chunk.subarray(0, read)]);
    // A line may still be being written.
    const end = text.lastIndexOf('\n') + 1;
    for (const line of text.toString('utf8', 0, end).split('\n')) if (line !== '') volume.diary.read(line);
    volume.rest = Buffer.from(text.subarray(end));
    read = readSync(file, chunk, 0, CHUNK, volume.at);
  }
  closeSync(file);
}
