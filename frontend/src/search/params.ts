/** What a search asks, and how that stands in the page's address. */
import type { Mode, SearchQuery, Sort, Unit } from "../api/types";
import vocabulary from "../api/vocabulary.json";

/** The names of a table of the vocabulary, in its order. */
function namesOf<T extends string>(table: Record<T, unknown>): T[] {
  return Object.keys(table) as T[];
}

/** the API names them so as well */
type ParameterNames = readonly (keyof SearchQuery)[];

/** what binds at a place, and what its own organs and those below it have issued */
export const PLACES = ["applies_to", "within"] as const satisfies ParameterNames;
export type PlaceName = (typeof PLACES)[number];
export type FilterName = keyof typeof vocabulary.filters;
export type FacetName = Exclude<FilterName, PlaceName>;

const FILTERS = namesOf(vocabulary.filters) satisfies ParameterNames;
export const UNITS: Unit[] = namesOf(vocabulary.hit_units);
const MODES: Mode[] = namesOf(vocabulary.search_modes);
const SORTS: Sort[] = namesOf(vocabulary.sorts);
/** the filters that the result counts its values for */
export const FACETS = FILTERS.filter(
  (name): name is FacetName => !PLACES.some((place) => place === name),
);

export interface Asked {
  q: string;
  mode: Mode;
  unit: Unit;
  sort: Sort;
  asOf: string | null;
  filters: Record<FilterName, string[]>;
}

function oneOf<T extends string>(allowed: readonly T[], value: string | null): T | undefined {
  return allowed.find((each) => each === value);
}

export function readAddress(address: URLSearchParams): Asked {
  const filters = Object.fromEntries(FILTERS.map((name) => [name, address.getAll(name)]));
  return {
    q: address.get("q") ?? "",
    mode: oneOf(MODES, address.get("mode")) ?? "all",
    unit: oneOf(UNITS, address.get("unit")) ?? "document",
    sort: oneOf(SORTS, address.get("sort")) ?? "relevance",
    asOf: address.get("as_of") || null,
    filters: filters as Record<FilterName, string[]>,
  };
}

/** The parameters of the page's address and of the API, which name everything alike. */
export function toAddress(asked: Asked): URLSearchParams {
  const address = new URLSearchParams();
  if (asked.q) address.set("q", asked.q);
  if (asked.mode !== "all") address.set("mode", asked.mode);
  if (asked.unit !== "document") address.set("unit", asked.unit);
  if (asked.sort !== "relevance") address.set("sort", asked.sort);
  if (asked.asOf) address.set("as_of", asked.asOf);
  for (const { name, value } of chosenFilters(asked)) address.append(name, value);
  return address;
}

export function toggled(asked: Asked, name: FilterName, value: string): Asked {
  const chosen = asked.filters[name];
  const next = chosen.includes(value)
    ? chosen.filter((each) => each !== value)
    : [...chosen, value];
  return { ...asked, filters: { ...asked.filters, [name]: next } };
}

/** The search at one place, in one sense of it; everywhere for a blank place. */
export function at(asked: Asked, sense: PlaceName, place: string): Asked {
  const places = { applies_to: [], within: [], ...(place ? { [sense]: [place] } : {}) };
  return { ...asked, filters: { ...asked.filters, ...places } };
}

/** Every filter that is on, with its value. */
export function chosenFilters(asked: Asked): { name: FilterName; value: string }[] {
  return FILTERS.flatMap((name) => asked.filters[name].map((value) => ({ name, value })));
}

export function withoutFilters(asked: Asked): Asked {
  return { ...asked, filters: readAddress(new URLSearchParams()).filters };
}

export function countFilters(asked: Asked): number {
  return chosenFilters(asked).length;
}

/** The search without a word of its query, where that stands in it once and by itself. */
export function withoutWord(asked: Asked, word: string): Asked | null {
  const words = asked.q.trim().split(/\s+/);
  if (words.filter((each) => each === word).length !== 1) return null;
  return { ...asked, q: words.filter((each) => each !== word).join(" ") };
}
