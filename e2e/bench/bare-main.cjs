// What the recorder is compared with: Electron's main process, ready, without a window, and nothing to do.
const { app } = require('electron');

app.setPath('userData', app.commandLine.getSwitchValue('user-data-dir'));
void app.whenReady().then(() => setInterval(() => undefined, 2 ** 30));
