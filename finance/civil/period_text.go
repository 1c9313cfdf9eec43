package civil

import (
	"database/sql/driver"
	"strings"
)

const openEnd = ".."

// endText is the end of a period as text.
func endText(to Date) string {
	if to.IsZero() {
		return openEnd
	}
	return to.String()
}

// MustPeriod is ParsePeriod that panics. Use it in tests and examples, never on data.
func MustPeriod(s string) Period { return must(ParsePeriod(s)) }

// ParsePeriod reads a period as String writes it: 2026-03-21/2027-03-21, or
// 2026-03-21/.. with an open end (ISO 8601-2). What Validate refuses, it refuses.
func ParsePeriod(s string) (Period, error) {
	from, to, ok := strings.Cut(s, "/")
	if !ok {
		return Period{}, syntax("period", s)
	}
	var p Period
	var err error
	if p.From, err = ParseDate(from); err != nil {
		return Period{}, err
	}
	if to != openEnd {
		if p.To, err = ParseDate(to); err != nil {
			return Period{}, err
		}
	}
	if err := p.Validate(); err != nil {
		return Period{}, err
	}
	return p, nil
}

// AppendText appends what String writes. A period that is neither none nor
// valid is refused, as ParsePeriod would not read it again.
func (p Period) AppendText(b []byte) ([]byte, error) {
	if p.IsZero() {
		return b, nil
	}
	if err := p.Validate(); err != nil {
		return b, err
	}
	return append(b, p.String()...), nil
}

// String writes the period as 2026-03-21/2027-03-21; no period is empty.
func (p Period) String() string {
	if p.IsZero() {
		return ""
	}
	return p.From.String() + "/" + endText(p.To)
}

// MarshalText writes what AppendText appends.
func (p Period) MarshalText() ([]byte, error) { return p.AppendText(nil) }

// UnmarshalText reads what String writes, the empty text included.
func (p *Period) UnmarshalText(b []byte) error { return unmarshal(p, b, ParsePeriod) }

// Scan reads a period from SQL: text or NULL.
func (p *Period) Scan(src any) error { return scan(p, src, ParsePeriod) }

// Value gives SQL the text of p, NULL for no period; it refuses what
// AppendText refuses.
func (p Period) Value() (driver.Value, error) {
	if _, err := p.AppendText(nil); err != nil {
		return nil, err
	}
	return value(p.String())
}
