package civil

// Quarter is a calendar quarter of the years 1 to 9999. The zero Quarter is none.
type Quarter struct {
	n int32 // quarters since the last of year 0
}

const maxQuarter = maxYear * 4

// QuarterOf is the given quarter, 1 to 4; the zero Quarter where there is none.
func QuarterOf(year, quarter int) Quarter {
	if year < 1 || year > maxYear || quarter < 1 || quarter > 4 {
		return Quarter{}
	}
	return Quarter{int32((year-1)*4 + quarter)}
}

// IsZero reports whether q is no quarter.
func (q Quarter) IsZero() bool { return q.n == 0 }

// Year is the year of q, 0 for no quarter.
func (q Quarter) Year() int { return int(q.n+3) / 4 }

// Quarter is the quarter of the year, 1 to 4; 0 for no quarter.
func (q Quarter) Quarter() int {
	if q.n == 0 {
		return 0
	}
	return int(q.n-1)%4 + 1
}

// FirstMonth is the first month of q.
func (q Quarter) FirstMonth() Month {
	if q.n == 0 {
		return Month{}
	}
	return Month{q.n*3 - 2}
}

// Period is the whole quarter. The last of 9999 has no end.
func (q Quarter) Period() Period {
	m := q.FirstMonth()
	return Period{From: m.First(), To: m.Add(3).First()}
}

// Next is the quarter after q.
func (q Quarter) Next() Quarter { return q.Add(1) }

// Prev is the quarter before q.
func (q Quarter) Prev() Quarter { return q.Add(-1) }

// Add moves q by n quarters. Beyond the years 1 to 9999, and from no quarter,
// the answer is no quarter.
func (q Quarter) Add(n int) Quarter {
	if q.n == 0 || n > maxQuarter || n < -maxQuarter {
		return Quarter{}
	}
	n += int(q.n)
	if n < 1 || n > maxQuarter {
		return Quarter{}
	}
	return Quarter{int32(n)}
}

// Sub is the number of quarters from o to q.
func (q Quarter) Sub(o Quarter) int { return int(q.n - o.n) }

// Compare is -1, 0 or 1 as q is before, at or after o; no quarter comes first.
func (q Quarter) Compare(o Quarter) int { return int(min(max(q.n-o.n, -1), 1)) }

// Before reports whether q is earlier than o.
func (q Quarter) Before(o Quarter) bool { return q.n < o.n }

// After reports whether q is later than o.
func (q Quarter) After(o Quarter) bool { return q.n > o.n }
