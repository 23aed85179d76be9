import { config } from 'zod';

// zod compiles validators with `new Function` where it may. Our content security policy forbids that, and already the
// attempt is reported as a violation. Schemas read this when they are made, so it must be imported before them.
config({ jitless: true });
