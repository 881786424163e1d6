// What netsh prints for `show excludedportrange tcp`, byte by byte in the code page named with it.
// Not one was captured by us. "published": wording and layout as people posted them. "reconstructed": our translation of
// the English output. All show the same three ranges: 5357, 49723-49822, and 50000-50059, set by an administrator.

interface ExcludedRangesOutput {
  readonly language: string;
  readonly codePage: string;
  readonly origin: 'published' | 'reconstructed';
  readonly output: Buffer;
}

export const excludedRangesOutputs: readonly ExcludedRangesOutput[] = [
  {
    language: 'English',
    codePage: '437',
    origin: 'published',
    output: bytes(
      '\r\nProtocol tcp Port Exclusion Ranges\r\n\r\nStart Port    End Port\r\n----------    --------\r\n      5357        5357\r\n     49723       49822\r\n     50000       50059     *\r\n\r\n* - Administered port exclusions.\r\n\r\n',
    ),
  },
  {
    language: 'German',
    codePage: '850',
    origin: 'reconstructed',
    output: bytes(
      '\r\nPortausschlussbereiche f\x81r Protokoll tcp\r\n\r\nStartport    Endport\r\n----------    --------\r\n      5357        5357\r\n     49723       49822\r\n     50000       50059     *\r\n\r\n* - Verwaltete Portausschl\x81sse.\r\n\r\n',
    ),
  },
  {
    language: 'French',
    codePage: '850',
    origin: 'reconstructed',
    output: bytes(
      "\r\nPlages d'exclusion de ports du protocole tcp\r\n\r\nPort de d\x82but    Port de fin\r\n----------    --------\r\n      5357        5357\r\n     49723       49822\r\n     50000       50059     *\r\n\r\n* - Exclusions de ports administr\x82es.\r\n\r\n",
    ),
  },
  {
    language: 'Portuguese',
    codePage: '850',
    origin: 'reconstructed',
    output: bytes(
      '\r\nIntervalos de Exclus\xc6o de Portas do Protocolo tcp\r\n\r\nPorta Inicial    Porta Final\r\n----------    --------\r\n      5357        5357\r\n     49723       49822\r\n     50000       50059     *\r\n\r\n* - Exclus\xe4es de portas administradas.\r\n\r\n',
    ),
  },
  {
    language: 'Russian',
    codePage: '866',
    origin: 'reconstructed',
    output: bytes(
      '\r\n\x84\xa8\xa0\xaf\xa0\xa7\xae\xad\xeb \xa8\xe1\xaa\xab\xee\xe7\xa5\xad\xad\xeb\xe5 \xaf\xae\xe0\xe2\xae\xa2 \xaf\xe0\xae\xe2\xae\xaa\xae\xab\xa0 tcp\r\n\r\n\x8d\xa0\xe7. \xaf\xae\xe0\xe2    \x8a\xae\xad. \xaf\xae\xe0\xe2\r\n----------    --------\r\n      5357        5357\r\n     49723       49822\r\n     50000       50059     *\r\n\r\n* - \x93\xaf\xe0\xa0\xa2\xab\xef\xa5\xac\xeb\xa5 \xa8\xe1\xaa\xab\xee\xe7\xa5\xad\xa8\xef \xaf\xae\xe0\xe2\xae\xa2.\r\n\r\n',
    ),
  },
  {
    language: 'Japanese',
    codePage: '932',
    origin: 'reconstructed',
    output: bytes(
      '\r\n\x83v\x83\x8d\x83g\x83R\x83\x8b tcp \x83|\x81[\x83g\x8f\x9c\x8aO\x94\xcd\x88\xcd\r\n\r\n\x8aJ\x8en\x83|\x81[\x83g    \x8fI\x97\xb9\x83|\x81[\x83g\r\n----------    --------\r\n      5357        5357\r\n     49723       49822\r\n     50000       50059     *\r\n\r\n* - \x8a\xc7\x97\x9d\x82\xb3\x82\xea\x82\xbd\x83|\x81[\x83g\x8f\x9c\x8aO\x81B\r\n\r\n',
    ),
  },
  {
    language: 'Chinese',
    codePage: '936',
    origin: 'reconstructed',
    output: bytes(
      '\r\n\xd0\xad\xd2\xe9 tcp \xb6\xcb\xbf\xda\xc5\xc5\xb3\xfd\xb7\xb6\xce\xa7\r\n\r\n\xbf\xaa\xca\xbc\xb6\xcb\xbf\xda    \xbd\xe1\xca\xf8\xb6\xcb\xbf\xda\r\n----------    --------\r\n      5357        5357\r\n     49723       49822\r\n     50000       50059     *\r\n\r\n* - \xb9\xdc\xc0\xed\xb5\xc4\xb6\xcb\xbf\xda\xc5\xc5\xb3\xfd\xa1\xa3\r\n\r\n',
    ),
  },
  {
    language: 'traditional Chinese',
    codePage: '950',
    origin: 'reconstructed',
    output: bytes(
      '\r\n\xb3q\xb0T\xa8\xf3\xa9w tcp \xb3s\xb1\xb5\xb0\xf0\xb1\xc6\xb0\xa3\xbdd\xb3\xf2\r\n\r\n\xb6}\xa9l\xb3s\xb1\xb5\xb0\xf0    \xb5\xb2\xa7\xf4\xb3s\xb1\xb5\xb0\xf0\r\n----------    --------\r\n      5357        5357\r\n     49723       49822\r\n     50000       50059     *\r\n\r\n* - \xba\xde\xb2z\xaa\xba\xb3s\xb1\xb5\xb0\xf0\xb1\xc6\xb0\xa3\xa1C\r\n\r\n',
    ),
  },
  {
    language: 'Korean',
    codePage: '949',
    origin: 'reconstructed',
    output: bytes(
      '\r\n\xc7\xc1\xb7\xce\xc5\xe4\xc4\xdd tcp \xc6\xf7\xc6\xae \xc1\xa6\xbf\xdc \xb9\xfc\xc0\xa7\r\n\r\n\xbd\xc3\xc0\xdb \xc6\xf7\xc6\xae    \xb3\xa1 \xc6\xf7\xc6\xae\r\n----------    --------\r\n      5357        5357\r\n     49723       49822\r\n     50000       50059     *\r\n\r\n* - \xb0\xfc\xb8\xae\xb5\xc7\xb4\xc2 \xc6\xf7\xc6\xae \xc1\xa6\xbf\xdc\xc0\xd4\xb4\xcf\xb4\xd9.\r\n\r\n',
    ),
  },
  {
    language: 'Chinese',
    codePage: '65001 (UTF-8)',
    origin: 'reconstructed',
    output: bytes(
      '\r\n\xe5\x8d\x8f\xe8\xae\xae tcp \xe7\xab\xaf\xe5\x8f\xa3\xe6\x8e\x92\xe9\x99\xa4\xe8\x8c\x83\xe5\x9b\xb4\r\n\r\n\xe5\xbc\x80\xe5\xa7\x8b\xe7\xab\xaf\xe5\x8f\xa3    \xe7\xbb\x93\xe6\x9d\x9f\xe7\xab\xaf\xe5\x8f\xa3\r\n----------    --------\r\n      5357        5357\r\n     49723       49822\r\n     50000       50059     *\r\n\r\n* - \xe7\xae\xa1\xe7\x90\x86\xe7\x9a\x84\xe7\xab\xaf\xe5\x8f\xa3\xe6\x8e\x92\xe9\x99\xa4\xe3\x80\x82\r\n\r\n',
    ),
  },
];

function bytes(latin1: string): Buffer {
  return Buffer.from(latin1, 'latin1');
}
