// The German words of the window, one file for each subject.
import article from './window/article.json' with { type: 'json' };
import backups from './window/backups.json' with { type: 'json' };
import change from './window/change.json' with { type: 'json' };
import errors from './window/errors.json' with { type: 'json' };
import evidence from './window/evidence.json' with { type: 'json' };
import frame from './window/frame.json' with { type: 'json' };
import help from './window/help.json' with { type: 'json' };
import history from './window/history.json' with { type: 'json' };
import recording from './window/recording.json' with { type: 'json' };
import settings from './window/settings.json' with { type: 'json' };
import usage from './window/usage.json' with { type: 'json' };
import wizard from './window/wizard.json' with { type: 'json' };

export const windowWords = { ...frame, ...wizard, ...change, ...backups, ...history, ...usage, ...errors, ...article, ...settings, ...help, ...recording, ...evidence };
