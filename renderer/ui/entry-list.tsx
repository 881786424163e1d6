// A long list of entries under headings, of which one is selected: only what is in view is rendered.
// Keyboard: arrows, Page Up and Down, Home and End select; Enter opens; Delete asks to delete.
import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { defaultRangeExtractor, useVirtualizer, type Range } from '@tanstack/react-virtual';
import { useEffect, useId, useMemo, useRef, type KeyboardEvent, type ReactNode } from 'react';

const entryHeight = 52;
const headingHeight = 32;
const entriesInPage = 8;
/** Drawing one takes two milliseconds. */
const entriesBeyondView = 2;

const useStyles = makeStyles({
  scroll: {
    flex: 1,
    minHeight: 0,
    overflowY: 'auto',
    position: 'relative',
    padding: `0 ${tokens.spacingHorizontalS}`,
    outline: 'none',
    ':focus-visible [aria-selected="true"]': {
      outline: `${tokens.strokeWidthThick} solid ${tokens.colorStrokeFocus2}`,
      outlineOffset: '-2px',
    },
  },
  item: { position: 'absolute', top: 0, left: 0, right: 0, boxSizing: 'border-box' },
  heading: {
    display: 'flex',
    alignItems: 'flex-end',
    padding: `0 ${tokens.spacingHorizontalM} ${tokens.spacingVerticalXS}`,
    color: tokens.colorNeutralForeground3,
    fontSize: tokens.fontSizeBase200,
    lineHeight: tokens.lineHeightBase200,
  },
  entry: {
    display: 'flex',
    flexDirection: 'column',
    justifyContent: 'center',
    padding: `0 ${tokens.spacingHorizontalM}`,
    borderRadius: tokens.borderRadiusMedium,
    cursor: 'default',
    ':hover': { backgroundColor: tokens.colorSubtleBackgroundHover },
  },
  selected: {
    backgroundColor: tokens.colorSubtleBackgroundSelected,
    '::before': {
      content: '""',
      position: 'absolute',
      left: 0,
      top: '18px',
      width: '3px',
      height: '16px',
      borderRadius: tokens.borderRadiusSmall,
      backgroundColor: tokens.colorCompoundBrandStroke,
    },
    '@media (forced-colors: active)': { outline: '2px solid Highlight', outlineOffset: '-2px' },
  },
  line: { display: 'flex', alignItems: 'center', gap: tokens.spacingHorizontalS, minWidth: 0 },
  first: { flex: 1, minWidth: 0, overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' },
  title: { fontWeight: tokens.fontWeightSemibold },
  second: { color: tokens.colorNeutralForeground3, fontSize: tokens.fontSizeBase200 },
});

export interface EntryListProps<T> {
  readonly label: string;
  readonly entries: readonly T[];
  readonly keyOf: (entry: T) => string;
  /** What a screen reader says of the entry. */
  readonly nameOf: (entry: T) => string;
  /** Entries of the same group follow each other under one heading. */
  readonly groupOf: (entry: T) => string;
  readonly headingOf: (group: string) => string;
  readonly selectedKey: string | null;
  readonly onSelect: (entry: T) => void;
  readonly onOpen: () => void;
  readonly onDelete?: (entry: T) => void;
  readonly children: (entry: T) => ReactNode;
}

type Item<T> = { readonly group: string } | { readonly entry: T; readonly position: number };

export function EntryList<T>(props: EntryListProps<T>) {
  const { label, entries, keyOf, groupOf, headingOf, selectedKey, onSelect, onOpen, onDelete, children } = props;
  const styles = useStyles();
  const id = useId();
  const scroll = useRef<HTMLDivElement>(null);
  const items = useMemo(() => itemsOf(entries, groupOf), [entries, groupOf]);
  const isSelected = (item: Item<T> | undefined) =>
    item !== undefined && 'entry' in item && keyOf(item.entry) === selectedKey;
  const selectedAt = items.findIndex(isSelected);
  // oxlint-disable-next-line react/incompatible-library -- nothing that it returns is passed to a memoized part
  const virtualizer = useVirtualizer({
    count: items.length,
    getScrollElement: () => scroll.current,
    estimateSize: (index) => heightOf(items[index]),
    overscan: entriesBeyondView,
    rangeExtractor: (range) => withSelected(range, selectedAt),
  });

  useEffect(() => virtualizer.measure(), [virtualizer, items]);
  useEffect(() => {
    // The heading above the first entry of all comes into view with it.
    if (selectedAt >= 0) virtualizer.scrollToIndex(selectedAt === 1 ? 0 : selectedAt, { align: 'auto' });
  }, [virtualizer, selectedAt]);

  const onKeyDown = (event: KeyboardEvent) => {
    const selected = items[selectedAt];
    const position = selected && 'entry' in selected ? selected.position : -1;
    const entry = entries[position];
    const next = entries[positionAfter(event.key, position, entries.length)];
    if (next !== undefined) onSelect(next);
    else if (event.key === 'Enter' && entry !== undefined) onOpen();
    else if (event.key === 'Delete' && entry !== undefined) onDelete?.(entry);
    else return;
    event.preventDefault();
  };

  return (
    <div
      ref={scroll}
      className={styles.scroll}
      role="listbox"
      tabIndex={0}
      aria-label={label}
      aria-activedescendant={selectedAt < 0 ? undefined : `${id}-${selectedAt}`}
      onKeyDown={onKeyDown}
    >
      <div role="presentation" style={{ position: 'relative', height: virtualizer.getTotalSize() }}>
        {virtualizer.getVirtualItems().map(({ index, key, start, size }) => {
          const item = items[index];
          if (!item) return null;
          const place = { height: size, transform: `translateY(${start}px)` };
          if ('group' in item)
            return (
              <div key={key} role="presentation" className={mergeClasses(styles.item, styles.heading)} style={place}>
                {headingOf(item.group)}
              </div>
            );
          return (
            <div
              key={key}
              id={`${id}-${index}`}
              role="option"
              aria-label={props.nameOf(item.entry)}
              aria-selected={index === selectedAt}
              aria-setsize={entries.length}
              aria-posinset={item.position + 1}
              className={mergeClasses(styles.item, styles.entry, index === selectedAt && styles.selected)}
              style={place}
              onClick={() => onSelect(item.entry)}
            >
              {children(item.entry)}
            </div>
          );
        })}
      </div>
    </div>
  );
}

export interface EntryTextProps {
  readonly title: string;
  /** At the end of the first line, such as a state. */
  readonly badge?: ReactNode;
  readonly text: string;
  /** At the end of the second line, where the first needs all the room. */
  readonly end?: ReactNode;
}

/** The two lines of an entry. */
export function EntryText({ title, badge, text, end }: EntryTextProps) {
  const styles = useStyles();
  return (
    <>
      <span className={styles.line}>
        <span className={mergeClasses(styles.first, styles.title)} title={title}>
          {title}
        </span>
        {badge}
      </span>
      <span className={styles.line}>
        <span className={mergeClasses(styles.first, styles.second)} title={text}>
          {text}
        </span>
        {end}
      </span>
    </>
  );
}

function itemsOf<T>(entries: readonly T[], groupOf: (entry: T) => string): Item<T>[] {
  const items: Item<T>[] = [];
  let current: string | null = null;
  for (const [position, entry] of entries.entries()) {
    const group = groupOf(entry);
    if (group !== current) items.push({ group });
    current = group;
    items.push({ entry, position });
  }
  return items;
}

function heightOf<T>(item: Item<T> | undefined): number {
  return item && 'group' in item ? headingHeight : entryHeight;
}

/** The selected entry is rendered wherever it is: a screen reader is on it. */
function withSelected(range: Range, selectedAt: number): number[] {
  const indexes = defaultRangeExtractor(range);
  if (selectedAt < 0 || indexes.includes(selectedAt)) return indexes;
  return [...indexes, selectedAt].sort((a, b) => a - b);
}

/** Where a key leads from `position` in a list of `count`; -1 where it leads nowhere. */
function positionAfter(key: string, position: number, count: number): number {
  const steps = { ArrowDown: 1, ArrowUp: -1, PageDown: entriesInPage, PageUp: -entriesInPage } as const;
  if (key === 'Home') return 0;
  if (key === 'End') return count - 1;
  if (!(key in steps)) return -1;
  const next = position + steps[key as keyof typeof steps];
  return Math.max(0, Math.min(count - 1, next));
}
