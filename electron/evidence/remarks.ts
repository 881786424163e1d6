// Why a part is not in an evidence file, as the manifest says it: in English, whatever the language of the window is.

export const remarks = {
  practiceLoad: 'the sockets are those of a practice load',
  noChange: 'no change was made',
  nothingRecorded: 'nothing was recorded',
  notTrusted: 'others could have written to the machine folder',
  noChart: 'no chart was on the screen',
  noWindow: 'there is no window',
} as const;
