import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { brotliCompressSync, constants } from 'node:zlib'
import { gzipAsync } from '@gfx/zopfli'
import react from '@vitejs/plugin-react'
import { defineConfig, type Plugin } from 'vite'

/**
 * Lays a .br and a .gz beside every file worth it, so that the server compresses nothing while serving. Browsers take brotli over TLS only: where there is none,
 * zopfli's gzip spares three percent of what zlib's best leaves.
 */
function compressedCopies(): Plugin {
  return {
    name: 'compressed-copies',
    apply: 'build',
    // Only what lies on the disk is final: other plugins still rewrite chunks while the bundle is generated.
    async writeBundle({ dir }, bundle) {
      for (const fileName of Object.keys(bundle)) {
        if (!/\.(js|css|svg)$/.test(fileName)) continue
        const path = join(dir!, fileName)
        const source = readFileSync(path)
        if (source.length < 1000) continue
        writeFileSync(`${path}.br`, brotliCompressSync(source, { params: { [constants.BROTLI_PARAM_SIZE_HINT]: source.length } }))
        writeFileSync(`${path}.gz`, await gzipAsync(source, { numiterations: 5 }))
      }
    },
  }
}

const server = process.env.USHER_URL ?? 'http://127.0.0.1:5080'

export default defineConfig({
  plugins: [react(), compressedCopies()],
  // The form library renders Markdown in hints where that is turned on: it is not, and its renderer weighs as much as a page.
  resolve: { alias: { 'markdown-to-jsx/react': fileURLToPath(new URL('./src/configuration/noMarkdown.ts', import.meta.url)) } },
  // The server puts a fresh value in place of this for every page it sends.
  html: { cspNonce: '__nonce__' },
  build: {
    target: 'es2023',
    assetsInlineLimit: 0,
    reportCompressedSize: false,
    // What most pages are made of comes in one piece: sixty small ones wait for each other. Lists and forms bring libraries of their own, and are not on every page.
    rolldownOptions: {
      output: {
        codeSplitting: { groups: [{ name: 'pieces', test: /src[\\/]ui[\\/](?!form|list)|node_modules[\\/]@mui[\\/]/, minShareCount: 8 }] },
      },
    },
  },
  server: {
    proxy: Object.fromEntries(['/api', '/openapi', '/access', '/demo'].map((path) => [path, server])),
  },
})
