package brand

import (
	"fmt"
	"reflect"

	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/accrual"
	"github.com/creative-cluster/kvartal/finance/revshare"
)

// cards are the rate cards by which c was ever charged. A sale feeds the meter of
// its rule in each of them, so two cards of one meter must be one and the same:
// a card that changes has dated rules, or a meter of another name.
func (c *Consignment) cards() ([]revshare.RateCard, error) {
	var cards []revshare.RateCard
	var wrong finance.Problems
	take := func(set []accrual.Named, list string) {
		for i, n := range set {
			for _, card := range revshare.Cards(n.Clause) {
				fresh, err := distinct(cards, &card)
				wrong.AddAt(list, i, err)
				if fresh {
					cards = append(cards, card)
				}
			}
		}
	}
	take(c.Clauses, "clauses")
	for i := range c.Amendments {
		take(c.Amendments[i].Set, fmt.Sprintf("amendments[%d].set", i))
	}
	return cards, wrong.Err()
}

// distinct reports whether a card is new among others.
func distinct(cards []revshare.RateCard, card *revshare.RateCard) (bool, error) {
	for i := range cards {
		if cards[i].Meter != card.Meter {
			continue
		}
		if !reflect.DeepEqual(cards[i], *card) {
			return false, finance.Problem{Path: "card.meter", Err: fmt.Errorf("%.40q is of another card: %w", string(card.Meter), finance.ErrConflict)}
		}
		return false, nil
	}
	return true, nil
}

// cardMeters are the meters of cards.
func cardMeters(cards []revshare.RateCard) (meters []accrual.Meter) {
	for i := range cards {
		meters = append(meters, cards[i].Meters()...)
	}
	return meters
}

// picked are the meters of the rules that a sale bears.
func (s *side) picked(sold *Sale) (meters []accrual.Meter) {
	for i := range s.cards {
		line := revshare.SaleLine{Category: string(s.category), Brand: s.brand, Channel: sold.Channel, On: sold.On}
		meters = append(meters, s.cards[i].MeterOf(s.cards[i].Pick(line).Name))
	}
	return meters
}
