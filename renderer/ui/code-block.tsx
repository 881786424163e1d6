// A text to copy verbatim: shown as it is, wrapped instead of scrolled sideways.
import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { CopyButton } from './copy-button';

const useStyles = makeStyles({
  root: {
    display: 'flex',
    flexWrap: 'wrap',
    justifyContent: 'flex-end',
    alignItems: 'flex-start',
    gap: tokens.spacingHorizontalS,
    padding: tokens.spacingHorizontalS,
    border: `${tokens.strokeWidthThin} solid ${tokens.colorNeutralStroke2}`,
    borderRadius: tokens.borderRadiusMedium,
    backgroundColor: tokens.colorNeutralBackground3,
  },
  text: {
    flex: '1 1 240px',
    minWidth: 0,
    margin: 0,
    fontFamily: tokens.fontFamilyMonospace,
    fontSize: tokens.fontSizeBase200,
    lineHeight: tokens.lineHeightBase300,
    whiteSpace: 'pre-wrap',
    overflowWrap: 'anywhere',
  },
  prose: { fontFamily: tokens.fontFamilyBase, fontSize: tokens.fontSizeBase300 },
});

export interface CodeBlockProps {
  readonly text: string;
  readonly copyName: string;
  /** Prose instead of code. */
  readonly isProse?: boolean;
}

export function CodeBlock({ text, copyName, isProse = false }: CodeBlockProps) {
  const styles = useStyles();
  return (
    <div className={styles.root}>
      <pre className={mergeClasses(styles.text, isProse && styles.prose)}>{text}</pre>
      <CopyButton text={text} name={copyName} />
    </div>
  );
}
