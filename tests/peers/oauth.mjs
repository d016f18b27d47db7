// An authorization server on loopback, for tests: node oauth.mjs PORT REDIRECT. Says on a line of its own what it gave and what was
// revoked. Its pages take any name and password. Ends when its input ends.
import { createServer } from 'node:http'
import { Provider } from 'oidc-provider'

const [port, redirect] = process.argv.slice(2)
const issuer = `http://127.0.0.1:${port}`
const provider = new Provider(issuer, {
  clients: [
    {
      client_id: 'usher',
      client_secret: 'secret-of-the-client',
      application_type: 'native',
      redirect_uris: [redirect],
      grant_types: ['authorization_code', 'refresh_token'],
      response_types: ['code'],
      token_endpoint_auth_method: 'client_secret_basic',
    },
  ],
  scopes: ['openid', 'offline_access', 'mail.read'],
  pkce: { required: () => true },
  features: { revocation: { enabled: true }, devInteractions: { enabled: true } },
  rotateRefreshToken: true,
  issueRefreshToken: async () => true,
  // Short enough for a test to wait for: renewed after three quarters.
  ttl: { AccessToken: 12, AuthorizationCode: 60, RefreshToken: 3600, Grant: 3600, Session: 3600, Interaction: 600 },
})
provider.on('grant.success', (ctx) => console.log(`grant ${ctx.oidc.params.grant_type}`))
provider.on('grant.error', (ctx, error) => console.log(`refused ${error.error}`))
provider.on('grant.revoked', () => console.log('revoked'))
createServer(provider.callback()).listen(Number(port), '127.0.0.1', () => console.log('ready'))
process.stdin.resume()
process.stdin.on('end', () => process.exit(0))
