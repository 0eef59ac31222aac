import vue from '@vitejs/plugin-vue';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';
import type { TestProjectConfiguration, ViteUserConfig } from 'vitest/config';

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

/** `vite build`: the browser's half, dist/web. Where `vite` serves it, /api goes to the server of `npm run dev`. */
function webConfig(): ViteUserConfig {
  return {
    root: here('./web'),
    plugins: [vue()],
    define: { __INTLIFY_PROD_DEVTOOLS__: false },
    build: {
      outDir: here('./dist/web'),
      emptyOutDir: true,
      target: 'es2023',
      // MapLibre alone is about 900 KB; it is its own chunk and loads beside the first screen.
      chunkSizeWarningLimit: 1200,
      rolldownOptions: {
        output: {
          codeSplitting: {
            groups: [
              // What loads a chunk when it is asked for. First, or it goes with deck and everything loads deck.
              { name: 'preload', test: /vite[\\/]preload-helper/, priority: 4 },
              { name: 'maplibre', test: /node_modules[\\/](maplibre-gl|@maplibre)[\\/]/, priority: 3 },
              { name: 'deck', test: /node_modules[\\/](@deck\.gl|@luma\.gl|@math\.gl|@loaders\.gl)[\\/]/, priority: 3 },
              {
                name: 'vue',
                test: /node_modules[\\/](@vue|vue|vue-router|pinia|vue-i18n|@intlify|@vueuse)[\\/]/,
                priority: 2,
              },
            ],
          },
        },
      },
    },
    worker: { format: 'es' },
    server: {
      port: Number(process.env['WEB_PORT'] ?? 5173),
      strictPort: true,
      // web/api holds modules of our own under the same address; those end in .ts.
      // The host stays as asked for, because the server writes it into the addresses of tiles.
      proxy: {
        '^/api(?!/[\\w-]+\\.ts)': {
          target: `http://127.0.0.1:${process.env['PORT'] ?? '8787'}`,
          changeOrigin: false,
        },
      },
    },
  };
}

/**
 * `vite build --mode server`: the other half, dist/server, one bundle an entry with node_modules left outside.
 * JSON under geodata is inlined; files read at run time (migrations, import specs) stay where they are and are
 * found from the package root.
 */
function serverConfig(): ViteUserConfig {
  return {
    root: here('.'),
    publicDir: false,
    build: {
      ssr: true,
      outDir: here('./dist/server'),
      emptyOutDir: true,
      target: 'node20',
      minify: false,
      rolldownOptions: {
        input: {
          main: here('./server/main.ts'),
          'compute-worker': here('./server/workers/compute-worker.ts'),
          'demo-worker': here('./server/workers/demo-worker.ts'),
          'import-worker': here('./server/workers/import-worker.ts'),
          'siting-worker': here('./server/workers/siting-worker.ts'),
          'import-main': here('./server/import-main.ts'),
        },
        output: { entryFileNames: '[name].js', chunkFileNames: 'chunks/[name]-[hash].js' },
      },
    },
    ssr: { target: 'node' },
  };
}

/** Seconds in milliseconds, so that the limits below read as what they are. */
const seconds = (count: number): number => count * 1000;

function project(
  name: string,
  include: string[],
  testTimeout: number,
  alone: { globalSetup: string[] } | null = null,
  setupFiles: string[] = [],
): TestProjectConfiguration {
  return {
    extends: true,
    test: {
      name,
      include,
      setupFiles,
      environment: 'node',
      testTimeout,
      hookTimeout: seconds(120),
      pool: 'forks',
      // Loading the server or the map anew for each file costs more than its tests.
      isolate: false,
      ...(alone ? { ...alone, fileParallelism: false, maxWorkers: 1 } : {}),
    },
  };
}

/** `vitest`: one project a folder of tests/. */
function testConfig(): ViteUserConfig {
  return {
    root: here('.'),
    plugins: [vue()],
    test: {
      passWithNoTests: false,
      projects: [
        project('unit', ['tests/unit/**/*.test.ts'], seconds(20)),
        // The full proof takes minutes a law, and more where the machine has other work.
        project(
          'property',
          ['tests/property/**/*.property.test.ts'],
          seconds(process.env['PROVE'] === 'full' ? 3600 : 120),
          null,
          ['tests/property/seed.ts'],
        ),
        project('api', ['tests/api/**/*.test.ts'], seconds(60)),
        project('browser', ['tests/browser/**/*.test.ts'], seconds(120), {
          globalSetup: ['tests/browser/prepare-demo.ts'],
        }),
      ],
    },
  };
}

export default defineConfig(({ mode }) => {
  if (mode === 'test') return testConfig();
  return mode === 'server' ? serverConfig() : webConfig();
});
