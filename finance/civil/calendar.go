package civil

import (
	"errors"
	"fmt"
	"slices"
)

// Calendar says on which days business is done. It is data: a host hands over
// what the authorities published, and for which days. The zero Calendar knows
// no day.
type Calendar struct {
	Covers  Period   `json:"covers"`            // the days that it knows; of any other it answers ErrCalendar
	Weekend Weekdays `json:"weekend,omitzero"`  // days of the week without business
	Off     []Date   `json:"off,omitempty"`     // other days without business, ascending
	Working []Date   `json:"working,omitempty"` // days with business in spite of the weekend, ascending
	Source  string   `json:"source"`            // who says so
}

// Validate reports everything that is wrong with c: covers that is no period,
// days that are missing, do not ascend (ErrOrder) or are not covered
// (ErrRange), a day both off and working (ErrOverlap), and a missing source.
func (c Calendar) Validate() error {
	var wrong []error
	wrong = append(wrong, at("covers", c.Covers.Validate()))
	wrong = append(wrong, c.misplaced("off", c.Off)...)
	wrong = append(wrong, c.misplaced("working", c.Working)...)
	for i, d := range c.Working {
		if listed(c.Off, d) {
			wrong = append(wrong, &entryError{fmt.Sprintf("working[%d]", i), fmt.Errorf("%w: %s is off too", ErrOverlap, d)})
		}
	}
	if c.Source == "" {
		wrong = append(wrong, &entryError{"source", ErrMissing})
	}
	return errors.Join(wrong...)
}

// misplaced is what is wrong with one of the lists.
func (c Calendar) misplaced(name string, days []Date) (wrong []error) {
	for i, d := range days {
		var err error
		switch {
		case d.IsZero():
			err = ErrMissing
		case i > 0 && !d.After(days[i-1]):
			err = fmt.Errorf("%w: %s is not after %s", ErrOrder, d, days[i-1])
		case !c.Covers.IsEmpty() && !c.Covers.Contains(d):
			err = fmt.Errorf("%w: %s is not in %s", ErrRange, d, c.Covers)
		default:
			continue
		}
		wrong = append(wrong, &entryError{fmt.Sprintf("%s[%d]", name, i), err})
	}
	return wrong
}

// IsBusiness reports whether d is a business day. No day is ErrMissing, one
// that c does not cover ErrCalendar. A calendar that Validate refuses may
// answer anything, here and below.
func (c Calendar) IsBusiness(d Date) (bool, error) {
	if d.IsZero() {
		return false, fmt.Errorf("%w: a day to look up", ErrMissing)
	}
	return c.lookUp(d)
}

// lookUp is IsBusiness for a day that a search came to, which may be none.
func (c Calendar) lookUp(d Date) (bool, error) {
	if !c.Covers.Contains(d) {
		return false, fmt.Errorf("%w: %s is not in %s", ErrCalendar, d, c.Covers)
	}
	if c.Weekend.Has(d.Weekday()) {
		return listed(c.Working, d), nil
	}
	return !listed(c.Off, d), nil
}

// listed reports whether d is one of ascending days.
func listed(days []Date, d Date) bool {
	_, found := slices.BinarySearchFunc(days, d, Date.Compare)
	return found
}

// BusinessDays counts the business days of p: 0 if it is empty, ErrCalendar if
// c does not cover all of it. A count that includes the last day, as a
// spreadsheet's NETWORKDAYS does, ends a day later.
func (c Calendar) BusinessDays(p Period) (int, error) {
	if p.IsEmpty() {
		return 0, nil
	}
	if !c.Covers.ContainsPeriod(p) {
		return 0, fmt.Errorf("%w: %s is not in %s", ErrCalendar, p, c.Covers)
	}
	n := c.weekdays(p)
	for _, d := range within(c.Off, p) {
		if !c.Weekend.Has(d.Weekday()) {
			n--
		}
	}
	for _, d := range within(c.Working, p) {
		if c.Weekend.Has(d.Weekday()) {
			n++
		}
	}
	return n, nil
}

// weekdays counts the days of p that are in no weekend.
func (c Calendar) weekdays(p Period) int {
	days := p.Days()
	n := days / 7 * (7 - c.Weekend.Len())
	for i := range days % 7 {
		if !c.Weekend.Has(p.From.AddDays(i).Weekday()) {
			n++
		}
	}
	return n
}

// within is the part of ascending days that lies in p.
func within(days []Date, p Period) []Date {
	from, _ := slices.BinarySearchFunc(days, p.From, Date.Compare)
	to, _ := slices.BinarySearchFunc(days, Date{p.end()}, Date.Compare)
	return days[from:max(from, to)]
}
