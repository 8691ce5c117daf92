/** The queue as it opens: no filter, in the order of work, as many rows as the grid asks for first. */
export const FIRST_PAGE = { filters: [], sort: [], offset: 0, limit: 100 }
