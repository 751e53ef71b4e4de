// Jest keeps which test runs in an AsyncLocalStorage, so that those of `test.concurrent` can be told apart: there are none here. On Node 20
// that has every promise watched, which costs tests that evaluate JSONata a fifth of their processor time.
const { AsyncLocalStorage } = require('node:async_hooks');

AsyncLocalStorage.prototype.run = (_store, callback, ...given) => callback(...given);
