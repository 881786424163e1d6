import { describe, expect, it } from 'vitest';
import { runProgram } from './run-program';

describe('runProgram', () => {
  it.each(['reg.exe', '.\\reg.exe', 'C:reg.exe', ''])(
    'refuses %j, which the search path or the current folder could resolve',
    async (file) => {
      await expect(runProgram(file, [], 1000)).rejects.toThrow('not an absolute path');
    },
  );

  it('rejects when the program is missing', async () => {
    await expect(runProgram('/no/such/program', [], 1000)).rejects.toThrow('ENOENT');
  });

  it('returns the bytes of both outputs and the exit code', async () => {
    const run = await runProgram(
      process.execPath,
      ['-e', 'process.stdout.write(Buffer.from([0x82,0xff])); process.stderr.write("e"); process.exit(3)'],
      10_000,
    );
    expect({ ...run, stdout: Array.from(run.stdout), stderr: Array.from(run.stderr) }).toEqual({
      exitCode: 3,
      stdout: [0x82, 0xff],
      stderr: [0x65],
    });
  });

  it('passes an argument as it is: no shell reads it', async () => {
    const argument = 'a "b" $HOME %PATH% & echo c';
    const run = await runProgram(process.execPath, ['-e', 'process.stdout.write(process.argv[1])', argument], 10_000);
    expect(Buffer.from(run.stdout).toString()).toBe(argument);
  });

  it('stops a program at its time limit', async () => {
    const run = await runProgram(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], 300);
    expect(run.exitCode).toBeNull();
  });
});
