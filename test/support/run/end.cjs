// Jest's globalTeardown: removes what begin.cjs made.
const { rmSync } = require('node:fs');

module.exports = () => rmSync(process.env.ARAZZO_SFN_RUN, { recursive: true, force: true });
