package waterfall

import (
	"encoding/json"
	"fmt"

	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/accrual"
)

// maxMemory bounds the text of a state in bytes, as books do.
const maxMemory = 1 << 20

func (m *memory) text() (accrual.State, error) {
	text, err := json.Marshal(m)
	if err == nil && len(text) > maxMemory {
		err = fmt.Errorf("%d bytes, at most %d: %w", len(text), maxMemory, finance.ErrLimit)
	}
	return accrual.State(text), err
}

// readMemory reads what text writes, and nothing else, of as many parties, tiers
// and deals as the terms have.
func readMemory(state accrual.State, t *Terms) (*memory, error) {
	if state == "" {
		return t.newMemory(), nil
	}
	if len(state) > maxMemory {
		return nil, fmt.Errorf("%d bytes, at most %d: %w", len(state), maxMemory, finance.ErrLimit)
	}
	var m memory
	if err := json.Unmarshal([]byte(state), &m); err != nil {
		return nil, fmt.Errorf("%.60q: %w", err.Error(), finance.ErrSyntax)
	}
	if again, err := m.text(); err != nil || again != state {
		return nil, fmt.Errorf("not as it was written: %w", finance.ErrSyntax)
	}
	return &m, m.fits(t)
}

func (m *memory) fits(t *Terms) error {
	blank := t.newMemory()
	if len(m.Books) != len(blank.Books) || len(m.Short) != len(blank.Short) || (m.Whole == nil) != (blank.Whole == nil) {
		return fmt.Errorf("of other deals: %w", finance.ErrConflict)
	}
	books := m.Books
	if m.Whole != nil {
		books = append(books[:len(books):len(books)], *m.Whole)
	}
	for i := range books {
		if err := books[i].fits(t); err != nil {
			return err
		}
	}
	for _, n := range m.Short {
		if n > 0 {
			return fmt.Errorf("short of %d: %w", n, finance.ErrRange)
		}
	}
	return nil
}

func (b *book) fits(t *Terms) error {
	if len(b.Holders) != len(t.Parties) || len(b.Hurdles) != len(t.Tiers) {
		return fmt.Errorf("of other parties or tiers: %w", finance.ErrConflict)
	}
	for _, h := range b.Holders {
		if h.In < 0 || h.Out < 0 || h.Capital < 0 || h.Capital > h.In || h.Preferred.Base < 0 || h.Preferred.Now < 0 {
			return fmt.Errorf("below zero: %w", finance.ErrNegative)
		}
	}
	if b.Profit < 0 || b.Promote < 0 || b.Promote > b.Profit {
		return fmt.Errorf("promote %d of profit %d: %w", b.Promote, b.Profit, finance.ErrRange)
	}
	return nil
}
