import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));
const server = 'http://127.0.0.1:5280';

export default defineConfig({
  root: here('.'),
  base: '/',
  plugins: [react()],
  resolve: {
    // The dashboard sees `#contracts` and nothing else of libs/. An alias rather than the `source` condition, which
    // would also change what packages resolve to.
    alias: { '#contracts': here('../libs/contracts/src/index.ts') },
  },
  build: {
    outDir: here('../dist/dashboard'),
    emptyOutDir: true,
    // Which file needs which: what a visit loads is counted from it.
    manifest: true,
    target: 'es2022',
    // Never a data: URI, so that the content security policy can say 'self' for images and fonts.
    assetsInlineLimit: 0,
    rolldownOptions: {
      output: {
        // What changes only when dependencies do stays in the browser's cache. The rest of Mantine, Table and uPlot are
        // left to the route that needs them.
        codeSplitting: {
          groups: [
            { name: 'react', test: /node_modules[\\/](react|react-dom|scheduler)[\\/]/, priority: 3 },
            // What each of its components stands on, and those of the frame.
            {
              name: 'mantine',
              test: /@mantine[\\/](core[\\/]esm[\\/](core|components[\\/](UnstyledButton|Button|ActionIcon|Loader|Transition|Text|Stack))|store)[\\/]/,
              priority: 2,
            },
            { name: 'zod', test: /node_modules[\\/]zod[\\/]/, priority: 2 },
            {
              name: 'tanstack',
              test: /node_modules[\\/]@tanstack[\\/](react-router|router-core|history|react-query|query-core)[\\/]/,
              priority: 2,
            },
          ],
        },
      },
    },
  },
  server: {
    port: 5281,
    proxy: {
      '/api': { target: server, ws: true },
    },
  },
});
