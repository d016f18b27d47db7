// A Slack of one workspace on loopback: node slack.mjs PORT for tests, which ends when its input ends; node slack.mjs PORT demo for
// the demo's sales team, with a private channel of theirs. What is in it is shown at http://127.0.0.1:PORT/.
import net from 'node:net'
import { createEmulator } from 'emulate'

const listen = net.Server.prototype.listen
net.Server.prototype.listen = function (...args) {
  const [first, ...rest] = args
  if (typeof first === 'object' && first !== null) return listen.call(this, { ...first, host: '127.0.0.1' }, ...rest)
  return listen.call(this, first, '127.0.0.1', ...rest.filter((r) => typeof r === 'function'))
}

const person = (name, email) => ({ name, real_name: name, email, profile: { title: '' } })
const port = Number(process.argv[2])
const isDemo = process.argv[3] === 'demo'
const ofDemo = ['user', 'default', 'maya.lindqvist', 'aikaterini.papadimitrakopoulou', 'omar.khoury', 'wei.zhang']
const users = isDemo
  ? ofDemo.map((name) => person(name, `${name}@harbor.example`))
  : [person('ana', 'ana@harbor.example'), person('bo', 'bo@harbor.example'), person('outsider', 'outsider@elsewhere.example')]
const slack = await createEmulator({
  service: 'slack',
  port,
  seed: {
    slack: {
      team: { name: 'Harbor', domain: 'harbor' },
      users,
      channels: [{ name: 'general' }],
      bots: [{ name: 'usher' }],
    },
  },
})

async function ask(method, input) {
  const answer = await fetch(`http://127.0.0.1:${port}/api/${method}`, {
    method: 'POST',
    headers: { authorization: 'Bearer xoxb-usher-demo' },
    body: new URLSearchParams(input),
  })
  const json = await answer.json()
  if (!json.ok) throw new Error(`${method}: ${json.error}`)
  return json
}

if (isDemo) {
  const { members } = await ask('users.list', {})
  const { channel } = await ask('conversations.create', { name: 'sales', is_private: 'true' })
  const invited = members.filter((member) => ofDemo.includes(member.name)).map((member) => member.id)
  await ask('conversations.invite', { channel: channel.id, users: invited.join(',') })
}

console.log('ready')
if (!isDemo) {
  process.stdin.resume()
  process.stdin.on('end', () => slack.close().then(() => process.exit(0)))
}
