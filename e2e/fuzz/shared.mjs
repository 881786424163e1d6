// Memory that the fuzzing thread and its watchdog share: the number of the run, the length of its input, the input.

/** Longest input in bytes. */
export const inputCapacity = 4096;

export const shared = { run: 0, length: 1, headerBytes: 8 };
