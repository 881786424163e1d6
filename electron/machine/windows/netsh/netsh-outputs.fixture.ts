// What netsh prints for `show dynamicport tcp`, byte by byte in the code page named with it.
// Not one was captured by us. "published": wording and layout as people posted them (English: usbipd-win issue 53;
// Chinese: blog.caomingjun.com on excludedportrange; Japanese: notes in a public repository), set in that code page here.
// "reconstructed": our translation of the English output. "invented": variants that may or may not exist.

interface NetshOutput {
  readonly language: string;
  readonly codePage: string;
  readonly origin: 'published' | 'reconstructed' | 'invented';
  readonly output: Buffer;
}

export const netshOutputs: readonly NetshOutput[] = [
  {
    language: 'English',
    codePage: '437',
    origin: 'published',
    output: bytes(
      '\r\nProtocol tcp Dynamic Port Range\r\n---------------------------------\r\nStart Port      : 49152\r\nNumber of Ports : 16384\r\n\r\n',
    ),
  },
  {
    language: 'French',
    codePage: '850',
    origin: 'reconstructed',
    output: bytes(
      '\r\nPlage de ports dynamiques du protocole tcp\r\n------------------------------------------\r\nPort de d\x82marrage   : 49152\r\nNombre de ports     : 16384\r\n\r\n',
    ),
  },
  {
    language: 'German',
    codePage: '850',
    origin: 'reconstructed',
    output: bytes(
      '\r\nDynamischer Portbereich des Protokolls "tcp"\r\n---------------------------------------------\r\nStartport f\x81r TCP  : 49152\r\nAnzahl von Ports   : 16384\r\n\r\n',
    ),
  },
  {
    language: 'Portuguese',
    codePage: '850',
    origin: 'reconstructed',
    output: bytes(
      '\r\nIntervalo de Portas Din\x83micas do Protocolo tcp\r\n----------------------------------------------\r\nPorta de In\xa1cio : 49152\r\nN\xa3mero de Portas : 16384\r\n\r\n',
    ),
  },
  {
    language: 'Japanese',
    codePage: '932',
    origin: 'published',
    output: bytes(
      '\r\n\x83v\x83\x8d\x83g\x83R\x83\x8b tcp \x82\xcc\x93\xae\x93I\x83|\x81[\x83g\x82\xcc\x94\xcd\x88\xcd\r\n---------------------------------\r\n\x8aJ\x8en\x83|\x81[\x83g      : 49152\r\n\x83|\x81[\x83g\x90\x94        : 16384\r\n\r\n',
    ),
  },
  {
    language: 'Japanese with full-width colons',
    codePage: '932',
    origin: 'invented',
    output: bytes(
      '\r\n\x83v\x83\x8d\x83g\x83R\x83\x8b tcp \x82\xcc\x93\xae\x93I\x83|\x81[\x83g\x82\xcc\x94\xcd\x88\xcd\r\n---------------------------------\r\n\x8aJ\x8en\x83|\x81[\x83g\x81@\x81F49152\r\n\x83|\x81[\x83g\x90\x94\x81@\x81@\x81F 16384\r\n\r\n',
    ),
  },
  {
    language: 'Chinese',
    codePage: '936',
    origin: 'published',
    output: bytes(
      '\r\n\xd0\xad\xd2\xe9 tcp \xb6\xaf\xcc\xac\xb6\xcb\xbf\xda\xb7\xb6\xce\xa7\r\n---------------------------------\r\n\xc6\xf4\xb6\xaf\xb6\xcb\xbf\xda        : 49152\r\n\xb6\xcb\xbf\xda\xca\xfd          : 16384\r\n\r\n',
    ),
  },
  {
    language: 'Chinese with full-width colons',
    codePage: '936',
    origin: 'invented',
    output: bytes(
      '\r\n\xd0\xad\xd2\xe9 tcp \xb6\xaf\xcc\xac\xb6\xcb\xbf\xda\xb7\xb6\xce\xa7\r\n---------------------------------\r\n\xc6\xf4\xb6\xaf\xb6\xcb\xbf\xda\xa3\xba49152\r\n\xb6\xcb\xbf\xda\xca\xfd\xa3\xba 16384\r\n\r\n',
    ),
  },
  {
    language: 'traditional Chinese with full-width colons',
    codePage: '950',
    origin: 'invented',
    output: bytes(
      '\r\n\xb3q\xb0T\xa8\xf3\xa9w tcp \xb0\xca\xbaA\xb3s\xb1\xb5\xb0\xf0\xbdd\xb3\xf2\r\n---------------------------------\r\n\xb0_\xa9l\xb3s\xb1\xb5\xb0\xf0\xa1G49152\r\n\xb3s\xb1\xb5\xb0\xf0\xbc\xc6\xa5\xd8\xa1G 16384\r\n\r\n',
    ),
  },
  {
    language: 'Korean with full-width colons',
    codePage: '949',
    origin: 'invented',
    output: bytes(
      '\r\n\xc7\xc1\xb7\xce\xc5\xe4\xc4\xdd tcp \xb5\xbf\xc0\xfb \xc6\xf7\xc6\xae \xb9\xfc\xc0\xa7\r\n---------------------------------\r\n\xbd\xc3\xc0\xdb \xc6\xf7\xc6\xae\xa3\xba49152\r\n\xc6\xf7\xc6\xae \xbc\xf6\xa3\xba 16384\r\n\r\n',
    ),
  },
  {
    language: 'Russian',
    codePage: '866',
    origin: 'reconstructed',
    output: bytes(
      '\r\n\x84\xa8\xa0\xaf\xa0\xa7\xae\xad \xa4\xa8\xad\xa0\xac\xa8\xe7\xa5\xe1\xaa\xa8\xe5 \xaf\xae\xe0\xe2\xae\xa2 \xaf\xe0\xae\xe2\xae\xaa\xae\xab\xa0 tcp\r\n---------------------------------\r\n\x8d\xa0\xe7\xa0\xab\xec\xad\xeb\xa9 \xaf\xae\xe0\xe2     : 49152\r\n\x97\xa8\xe1\xab\xae \xaf\xae\xe0\xe2\xae\xa2       : 16384\r\n\r\n',
    ),
  },
  {
    language: 'Chinese with full-width colons',
    codePage: '65001 (UTF-8)',
    origin: 'invented',
    output: bytes(
      '\r\n\xe5\x8d\x8f\xe8\xae\xae tcp \xe5\x8a\xa8\xe6\x80\x81\xe7\xab\xaf\xe5\x8f\xa3\xe8\x8c\x83\xe5\x9b\xb4\r\n---------------------------------\r\n\xe5\x90\xaf\xe5\x8a\xa8\xe7\xab\xaf\xe5\x8f\xa3\xef\xbc\x9a49152\r\n\xe7\xab\xaf\xe5\x8f\xa3\xe6\x95\xb0\xef\xbc\x9a 16384\r\n\r\n',
    ),
  },
  {
    language: 'French with a no-break space before the colon',
    codePage: '850',
    origin: 'invented',
    output: bytes(
      '\r\nPlage de ports dynamiques du protocole tcp\r\n\r\nPort de d\x82marrage\xff: 49152\r\nNombre de ports\xff: 16384\r\n',
    ),
  },
];

/** Answers in which there is no range to be found; all invented. */
export const outputsThatAreNoRange: readonly { readonly what: string; readonly output: Buffer }[] = [
  {
    what: 'nothing at all (Wine)',
    output: bytes(''),
  },
  {
    what: 'a blank answer',
    output: bytes('\r\n\r\n'),
  },
  {
    what: 'the help of a netsh that lacks the command (before Vista)',
    output: bytes('\r\nThe following command was not found: int ipv4 show dynamicport tcp.\r\n'),
  },
  {
    what: '"access is denied"',
    output: bytes('Access is denied.\r\n\r\n'),
  },
  {
    what: 'a German refusal with a number and a colon',
    output: bytes('\r\nFehler 5: Zugriff verweigert\r\nFehlercode: 5\r\n'),
  },
  {
    what: 'one number',
    output: bytes('\r\nProtocol tcp Dynamic Port Range\r\n-----\r\nStart Port      : 49152\r\n'),
  },
  {
    what: 'three numbers',
    output: bytes('\r\nStart Port      : 49152\r\nNumber of Ports : 16384\r\nEnd Port        : 65535\r\n'),
  },
  {
    what: 'grouped digits',
    output: bytes('\r\nStart Port      : 49.152\r\nNumber of Ports : 16.384\r\n'),
  },
  {
    what: 'digits grouped by a blank',
    output: bytes('\r\nPort de d\x82marrage   : 49 152\r\nNombre de ports     : 16 384\r\n'),
  },
  {
    what: 'Arabic-Indic digits',
    output: bytes(
      '\r\nStart Port      : \xd9\xa4\xd9\xa9\xd9\xa1\xd9\xa5\xd9\xa2\r\nNumber of Ports : \xd9\xa1\xd9\xa6\xd9\xa3\xd9\xa8\xd9\xa4\r\n',
    ),
  },
  {
    what: 'full-width digits',
    output: bytes(
      '\r\n\x8aJ\x8en\x83|\x81[\x83g      : \x82S\x82X\x82P\x82T\x82Q\r\n\x83|\x81[\x83g\x90\x94        : \x82P\x82U\x82R\x82W\x82S\r\n',
    ),
  },
  {
    what: 'hexadecimal numbers',
    output: bytes('\r\nStart Port      : 0xC000\r\nNumber of Ports : 0x4000\r\n'),
  },
  {
    what: 'the table of excluded ranges',
    output: bytes(
      '\r\nProtocol tcp Port Exclusion Ranges\r\n\r\nStart Port    End Port\r\n----------    --------\r\n      5357        5357\r\n     50000       50059     *\r\n\r\n* - Administered port exclusions.\r\n',
    ),
  },
  {
    what: 'an answer in UTF-16',
    output: bytes(
      '\r\x00\n\x00S\x00t\x00a\x00r\x00t\x00 \x00P\x00o\x00r\x00t\x00 \x00 \x00 \x00 \x00 \x00 \x00:\x00 \x004\x009\x001\x005\x002\x00\r\x00\n\x00N\x00u\x00m\x00b\x00e\x00r\x00 \x00o\x00f\x00 \x00P\x00o\x00r\x00t\x00s\x00 \x00:\x00 \x001\x006\x003\x008\x004\x00\r\x00\n\x00',
    ),
  },
];

function bytes(latin1: string): Buffer {
  return Buffer.from(latin1, 'latin1');
}
