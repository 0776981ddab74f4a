// SPDX-License-Identifier: GPL-3.0-or-later
// Six states in a ring on npm xstate: transitions a second, in thousands.
const { createMachine, createActor } = require('xstate');
const events = Number(process.argv[2]);
const ids = [...'abcdef'];
const states = Object.fromEntries(ids.map((id, i) => [id, { on: { next: ids[(i + 1) % 6] } }]));
const actor = createActor(createMachine({ id: 'ring', initial: 'a', states })).start();
const event = { type: 'next' };
for (let i = 0; i < 60000; i++) actor.send(event); // until it is compiled
const from = process.hrtime.bigint();
for (let i = 0; i < events; i++) actor.send(event);
const seconds = Number(process.hrtime.bigint() - from) / 1e9;
if (actor.getSnapshot().value !== ids[events % 6]) throw new Error('it did not go round');
console.log((events / seconds / 1000).toFixed(0));
