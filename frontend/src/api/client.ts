import type { ProblemDocument } from "./types";

/** What went wrong, in words for people: an RFC 9457 problem document, or no answer at all. */
export class Problem extends Error {
  readonly status: number;
  readonly title: string;
  readonly errors: { loc: string; msg: string }[];

  constructor(
    status: number,
    title: string,
    detail: string,
    errors: { loc: string; msg: string }[] = [],
  ) {
    super(detail);
    this.status = status;
    this.title = title;
    this.errors = errors;
  }
}

async function problemOf(response: Response): Promise<Problem> {
  const fallback = "服务器没有说明原因，请稍后再试。";
  if (!response.headers.get("content-type")?.startsWith("application/problem+json")) {
    return new Problem(response.status, "服务出错", fallback);
  }
  // partial: RFC 9457 lets a gateway on the way, which answers by itself, leave out any member
  const told = (await response.json()) as Partial<ProblemDocument>;
  const errors = (told.errors ?? []).map(({ loc, msg }) => ({
    loc: String(loc.at(-1) ?? ""),
    msg,
  }));
  return new Problem(response.status, told.title ?? "服务出错", told.detail ?? fallback, errors);
}

/** The answer to a request; throws a Problem for every status that is not 2xx. */
export async function request(path: string, init?: RequestInit): Promise<Response> {
  let response: Response;
  try {
    // what a browser has kept is asked after each time: somebody may just have corrected a document
    response = await fetch(path, { cache: "no-cache", ...init });
  } catch (error) {
    if (error instanceof DOMException && error.name === "AbortError") throw error;
    throw new Problem(0, "连接不上服务", "没有收到服务器的回答。请确认服务正在运行，然后重试。");
  }
  if (!response.ok) throw await problemOf(response);
  return response;
}

export async function getJson<T>(path: string, signal?: AbortSignal): Promise<T> {
  // the server says what is still fresh until midnight; what somebody enters changes it before
  const response = await request(path, { cache: "no-cache", ...(signal ? { signal } : {}) });
  return (await response.json()) as T;
}
