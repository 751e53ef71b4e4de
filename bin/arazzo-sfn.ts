import { exitCodes } from './cli/exitCodes.ts';
import { processIo } from './cli/io.ts';

async function main(given: readonly string[]): Promise<void> {
  const io = processIo();
  if (given.length === 1 && (given[0] === '--version' || given[0] === '-v')) {
    // Answered before anything is loaded that this doesn't need.
    io.stdout.write(`${(await import('./cli/version.ts')).packageVersion()}\n`);
    return;
  }
  const { crashed, runProgram } = await import('./cli/program.ts');
  process.once('uncaughtException', (error) => process.exit(crashed(error, io)));
  process.exitCode = await runProgram(given, io);
  // After a crash something may still be waited for.
  if (process.exitCode === exitCodes.crash) process.exit();
}

void main(process.argv.slice(2));
