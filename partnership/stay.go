package partnership

import (
	"fmt"

	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/accrual"
	"github.com/creative-cluster/kvartal/finance/civil"
)

// Stay is what one placement comes to in a period: a line under the sum that
// its host gave and its guest received.
type Stay struct {
	Placement string        `json:"placement"`
	Hosting   string        `json:"hosting"`
	Brand     string        `json:"brand"`
	Host      accrual.Party `json:"host"`
	Guest     accrual.Party `json:"guest"`
	Period    civil.Period  `json:"period"` // the days of the period on which it stood
	Metres    Metres        `json:"metres"`
	Given     ShelfMonths   `json:"given"` // Metres over Period
}

// Stays returns the stays of a period, in the order of the placements: why a
// balance is what it is. A period without an end is ErrMissing; placements that
// cannot be read are an error, those over a quota are not.
func (e Exchange) Stays(period civil.Period, placements []Placement) ([]Stay, error) {
	if err := closed(period); err != nil {
		return nil, err
	}
	stands, wrong := e.read(placements)
	if err := wrong.Err(); err != nil {
		return nil, err
	}
	var stays []Stay
	for _, s := range stands {
		stood := s.period.Intersect(period)
		if stood.IsEmpty() {
			continue
		}
		p, h := &placements[s.at], &e.Hostings[s.hosting]
		given, err := p.Metres.Over(stood)
		if err != nil {
			return nil, fmt.Errorf("placements[%d]: %w", s.at, err)
		}
		stays = append(stays, Stay{p.ID, h.ID, p.Brand, h.Host, h.Guest, stood, p.Metres, given})
	}
	return stays, nil
}

// closed refuses a period that a sum cannot be made over.
func closed(period civil.Period) error {
	var wrong finance.Problems
	wrong.Add("period", period.Validate())
	if period.IsOpen() {
		wrong.Add("period.to", finance.ErrMissing)
	}
	return wrong.Err()
}
