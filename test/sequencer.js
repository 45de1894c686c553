/** In which order jest begins the test files: first what takes longest, so that no worker sits alone with it at the end. */
import Sequencer from '@jest/test-sequencer'

/** Folders whose files wait for browsers, for processes, for pages; jest would go by the size of files. */
const longest = ['whole', 'start', 'processes', 'staff', 'booking', 'web']

function turn({ path }) {
  const folder = longest.findIndex((name) => path.includes(`/test/${name}/`))
  return folder < 0 ? longest.length : folder
}

export default class LongestFirst extends Sequencer {
  sort(tests) {
    return super.sort(tests).sort((one, other) => turn(one) - turn(other))
  }
}
