// How a page opens article Q196271 beside itself, at the place that a step carries out.
import { createContext } from 'react';

/** The places of the article, in its order. */
export const articlePlaces = [
  'about',
  'symptom',
  'warning',
  'step-1',
  'step-2',
  'step-3',
  'step-4',
  'time-wait',
  'more',
] as const;
export type ArticlePlace = (typeof articlePlaces)[number];

export const OpenArticleContext = createContext<(place: ArticlePlace) => void>(() => undefined);
