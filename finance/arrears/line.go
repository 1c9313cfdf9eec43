package arrears

import (
	"fmt"

	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/civil"
)

// Line is simple interest over days on which balance and rate stand.
//
//	amount = balance × rate × share × days / year
type Line struct {
	civil.Period               // the days, half-open
	Days         int           // how many; of a line by months, months
	Balance      finance.Money // what bears interest
	Rate         finance.Rate  // agreed, or as published
	Source       string        // who says so; empty for a rate that was agreed
	Share        finance.Rate  // the part of the rate that counts, 1 for all of it
	Year         int           // the days, or months, that the rate is for: 365, 366, 360 or 12; 1 for a rate per day
	Amount       finance.Money // rounded as the total says
}

// Stretches cuts a period where a yearly rate or the length of its year
// changes, and answers a line for each piece, without balance and amount. A day
// before the first rate is ErrMissing, a period without an end ErrRange, and a
// day count other than actual/365F, actual/360 and actual/actual ISDA too.
func Stretches(p civil.Period, rates civil.Timeline[finance.Rate], days civil.DayCount) ([]Line, error) {
	if err := p.Validate(); err != nil {
		return nil, err
	}
	if p.IsOpen() || p.Days() > MaxDays {
		return nil, fmt.Errorf("%v, at most %d days: %w", p, MaxDays, finance.ErrRange)
	}
	var lines []Line
	at := p.From
	for piece, entry := range rates.Over(p) {
		if piece.From != at {
			break
		}
		for _, part := range piece.SplitAt(leaps(piece, days)...) {
			year, err := yearDays(days, part.From)
			if err != nil {
				return nil, err
			}
			lines = append(lines, Line{Period: part, Days: part.Days(), Rate: entry.Value, Source: entry.Source, Share: one(), Year: year})
		}
		at = piece.To
	}
	if at != p.To {
		return nil, fmt.Errorf("a rate on %v: %w", at, finance.ErrMissing)
	}
	return lines, nil
}

// leaps are the first days of years in p whose length is another than that of
// the year before.
func leaps(p civil.Period, days civil.DayCount) []civil.Date {
	if days != civil.ByActActISDA {
		return nil
	}
	var list []civil.Date
	year := civil.YearOf(p.From.Year()).Period()
	for p.Contains(year.To) {
		next := civil.YearOf(year.To.Year()).Period()
		if year.Days() != next.Days() {
			list = append(list, next.From)
		}
		year = next
	}
	return list
}

// yearDays is the length of the year of a day, as the day count has it.
func yearDays(days civil.DayCount, d civil.Date) (int, error) {
	switch days {
	case civil.ByAct365F:
		return 365, nil
	case civil.ByAct360:
		return 360, nil
	case civil.ByActActISDA:
		return civil.YearOf(d.Year()).Period().Days(), nil
	}
	return 0, fmt.Errorf("%v does not count by the day: %w", days, finance.ErrRange)
}
