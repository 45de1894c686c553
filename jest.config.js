export default {
  roots: ['<rootDir>/test'],
  testMatch: ['**/*.test.ts'],
  // First the folders that take longest.
  testSequencer: '<rootDir>/test/sequencer.js',
  // Node, with what is dear to make made once.
  testEnvironment: '<rootDir>/test/environment.ts',
  extensionsToTreatAsEsm: ['.ts'],
  transform: { '\\.ts$': '<rootDir>/test/stripTypes.js' },
  globalSetup: '<rootDir>/test/globalSetup.ts',
  globalTeardown: '<rootDir>/test/globalTeardown.ts',
  // One more than there are cores: much of the time is spent waiting for browsers and processes.
  maxWorkers: 3,
  // What jest loads for a file is hard to collect: a worker that has grown begins anew.
  workerIdleMemoryLimit: '700MB',
  testTimeout: 30_000,
}
