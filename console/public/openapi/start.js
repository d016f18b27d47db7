// Starts the page that tries the API. As whoever is signed in in this browser: what changes something carries the session's token.
let token

async function antiforgery() {
  if (token === undefined) {
    const me = await fetch('/api/me')
    token = me.ok ? (await me.json()).antiforgery : null
  }
  return token
}

window.SwaggerUIBundle({
  url: '/openapi/v1.json',
  dom_id: '#page',
  deepLinking: true,
  docExpansion: 'none',
  filter: true,
  syntaxHighlight: false,
  validatorUrl: null,
  requestInterceptor: async (request) => {
    const byKey = Object.keys(request.headers).some((name) => name.toLowerCase() === 'authorization')
    if (!request.loadSpec && !byKey && request.method !== 'GET') {
      const shown = await antiforgery()
      if (shown) request.headers['Usher-Antiforgery'] = shown
    }
    return request
  },
})
