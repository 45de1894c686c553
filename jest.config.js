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
  maxWorkers: 2,
  testTimeout: 30_000,
}
