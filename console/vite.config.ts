import { brotliCompressSync, constants, gzipSync } from 'node:zlib'
import react from '@vitejs/plugin-react'
import { defineConfig, type Plugin } from 'vite'

/** Lays a .br and a .gz beside every file worth it, so that the server compresses nothing while serving. */
function compressedCopies(): Plugin {
  return {
    name: 'compressed-copies',
    apply: 'build',
    enforce: 'post',
    generateBundle(_, bundle) {
      for (const file of Object.values(bundle)) {
        if (!/\.(js|css|svg)$/.test(file.fileName)) continue
        const source = Buffer.from(file.type === 'chunk' ? file.code : file.source)
        if (source.length < 1000) continue
        const brotli = brotliCompressSync(source, { params: { [constants.BROTLI_PARAM_SIZE_HINT]: source.length } })
        this.emitFile({ type: 'asset', fileName: `${file.fileName}.br`, source: brotli })
        this.emitFile({ type: 'asset', fileName: `${file.fileName}.gz`, source: gzipSync(source, { level: 9 }) })
      }
    },
  }
}

const server = process.env.USHER_URL ?? 'http://127.0.0.1:5080'

export default defineConfig({
  plugins: [react(), compressedCopies()],
  // The server puts a fresh value in place of this for every page it sends.
  html: { cspNonce: '__nonce__' },
  build: { target: 'es2023', assetsInlineLimit: 0, reportCompressedSize: false },
  server: {
    proxy: Object.fromEntries(['/api', '/openapi', '/access', '/demo'].map((path) => [path, server])),
  },
})
