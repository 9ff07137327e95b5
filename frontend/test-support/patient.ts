import { configure } from '@testing-library/dom';

// What a test waits for comes when the machine has time for it: a second, the default, would measure the machine.
configure({ asyncUtilTimeout: 30_000 });
