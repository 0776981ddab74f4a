// SPDX-License-Identifier: GPL-3.0-or-later
// Six states in a ring on npm @scion-scxml/scxml: transitions a second, in thousands.
const { core } = require('@scion-scxml/scxml');
const events = Number(process.argv[2]);
const ids = [...'abcdef'];
const states = ids.map((id, i) => ({ id, transitions: [{ event: 'next', target: ids[(i + 1) % 6] }] }));
const chart = new core.Statechart({ states });
const event = { name: 'next' };
chart.start();
for (let i = 0; i < 60000; i++) chart.gen(event); // until it is compiled
const from = process.hrtime.bigint();
for (let i = 0; i < events; i++) chart.gen(event);
const seconds = Number(process.hrtime.bigint() - from) / 1e9;
if (chart.getConfiguration()[0] !== ids[events % 6]) throw new Error('it did not go round');
console.log((events / seconds / 1000).toFixed(0));
