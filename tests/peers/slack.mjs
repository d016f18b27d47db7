// A Slack of one workspace on loopback, for tests: node slack.mjs PORT. Ends when its input ends.
import net from 'node:net'
import { createEmulator } from 'emulate'

const listen = net.Server.prototype.listen
net.Server.prototype.listen = function (...args) {
  const [first, ...rest] = args
  if (typeof first === 'object' && first !== null) return listen.call(this, { ...first, host: '127.0.0.1' }, ...rest)
  return listen.call(this, first, '127.0.0.1', ...rest.filter((r) => typeof r === 'function'))
}

const person = (name, email) => ({ name, real_name: name, email, profile: { title: '' } })
const slack = await createEmulator({
  service: 'slack',
  port: Number(process.argv[2]),
  seed: {
    slack: {
      team: { name: 'Harbor', domain: 'harbor' },
      users: [person('ana', 'ana@harbor.example'), person('bo', 'bo@harbor.example'), person('outsider', 'outsider@elsewhere.example')],
      channels: [{ name: 'general' }],
      bots: [{ name: 'usher' }],
    },
  },
})
console.log('ready')
process.stdin.resume()
process.stdin.on('end', () => slack.close().then(() => process.exit(0)))
