// Runs a Node program again and again, so that starting Node and loading the program's modules is paid once.
//
//   node programHost.mjs /path/to/program.js
//
// A line on stdin is a run, { "args": [...], "folder": "/tmp/x" }, and what came of it is a line on stdout, { "code": 0,
// "stdout": "...", "stderr": "..." }; the next one is to be written then. To the program it is as if the process were its
// own: its module is evaluated anew, and it ends by itself, when nothing is left to be done, or by process.exit.
import { Console } from 'node:console';
import { createRequire } from 'node:module';
import { createInterface } from 'node:readline';
import { Writable } from 'node:stream';
import { pathToFileURL } from 'node:url';

const [program] = process.argv.slice(2);
const { cache } = createRequire(import.meta.url);
const home = process.cwd();
const answers = process.stdout;
const endProcess = process.exit;

/** The run that is under way, if any. */
let run;
let count = 0;

/** Whether nothing is left to be done, and those who wait for that are being told. */
let ending = false;

/** Puts a stream in the place of one of the process. Returns the texts that are written to it. */
function captured(name) {
  const texts = [];
  const write = (text, _encoding, done) => {
    texts.push(text);
    done();
  };
  Object.defineProperty(process, name, { configurable: true, value: new Writable({ decodeStrings: false, write }) });
  return texts;
}

/** Who listens to the process, by event. */
function listeners() {
  return process.eventNames().flatMap((event) => process.rawListeners(event).map((listener) => [event, listener]));
}

function answer(code, end = '\n') {
  const { stdout, stderr } = run;
  answers.write(`${JSON.stringify({ code, stdout: stdout.join(''), stderr: stderr.join('') })}${end}`);
}

/** Makes the process what it was before the run. */
function cleanUp() {
  for (const [event, listener] of listeners())
    if (!run.known.some(([name, known]) => name === event && known === listener))
      process.removeListener(event, listener);
  process.exitCode = undefined;
  process.chdir(home);
  run = undefined;
}

process.exit = (code = process.exitCode ?? 0) => {
  if (ending) {
    run.code ??= code;
    return;
  }
  // What the program still does can't be stopped otherwise. Without a line break this is taken when the process has ended.
  answer(code, '');
  endProcess(0);
};

process.on('uncaughtException', (error) => {
  if (run === undefined) throw error;
  if (process.listenerCount('uncaughtException') > 1) return;
  process.stderr.write(`${error?.stack ?? error}\n`);
  process.exit(1);
});

process.on('beforeExit', () => {
  if (run === undefined || ending) return;
  ending = true;
  setImmediate(() => {
    ending = false;
    answer(run.code ?? process.exitCode ?? 0);
    cleanUp();
    process.stdin.ref();
  });
});

createInterface(process.stdin).on('line', async (line) => {
  const { args, folder } = JSON.parse(line);
  process.stdin.unref();
  run = { known: listeners(), stdout: captured('stdout'), stderr: captured('stderr') };
  globalThis.console = new Console(process.stdout, process.stderr);
  process.argv = [process.execPath, program, ...args];
  process.chdir(folder);
  count += 1;
  // An ES module is known by its address, a CommonJS module by its path.
  delete cache[program];
  await import(`${pathToFileURL(program)}?run=${count}`);
});
