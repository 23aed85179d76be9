// Writes a data directory with many sessions asleep (see test/bench/sleeping-crowd.mjs): the folder, and how many, as JSON.
import { writeCrowd } from '../bench/sleeping-crowd.mjs';

const [folder, crowd] = process.argv.slice(2);
await writeCrowd(folder, JSON.parse(crowd));
