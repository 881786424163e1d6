// Loaded into the main process by `npm run dev`: loads the pages again when told to, and goes when nobody can any more.
const { app, BrowserWindow } = require('electron');

process.on('message', () => {
  for (const { webContents } of BrowserWindow.getAllWindows()) webContents.reloadIgnoringCache();
});
process.on('disconnect', () => app.quit());
