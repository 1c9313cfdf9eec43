package ledgertest

import (
	"errors"
	"fmt"
	"sync"
	"sync/atomic"

	"github.com/google/uuid"

	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/ledger"
)

var concurrent = []rule{
	{"many write and nothing is lost", many},
	{"many write the same and it stands once", alike},
	{"a reader sees whole batches", batches},
}

const (
	writers = 8
	turns   = 15
)

// each runs do for every writer at once, and returns what the first of them
// that failed says.
func each(do func(n int) error) error {
	errs := make([]error, writers)
	var wg sync.WaitGroup
	for n := range writers {
		wg.Add(1)
		go func() {
			defer wg.Done()
			errs[n] = do(n)
		}()
	}
	wg.Wait()
	for _, err := range errs {
		if err != nil {
			return err
		}
	}
	return nil
}

func many(s ledger.Store) error {
	err := each(func(n int) error {
		l := ledger.New(owner)
		for i := range turns {
			var err error
			mine := simples((n*turns+i)*2, (n*turns+i)*2+2)
			if l, err = ledger.Update(s, l, func(l ledger.Ledger) (ledger.Ledger, error) { return l.Enter(mine...) }); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return err
	}
	return eachOnce(s, simples(0, writers*turns*2))
}

// eachOnce is holds in whatever order.
func eachOnce(s ledger.Store, want []ledger.Entry) error {
	got, err := read(s, ledger.Range{}, all)
	if err != nil {
		return err
	}
	byID := map[uuid.UUID]ledger.Entry{}
	for i, one := range got {
		if one.At != i {
			return fmt.Errorf("entry %d stands after %d", i, one.At)
		}
		byID[one.Entry.ID] = one.Entry
	}
	for _, e := range want {
		if found, ok := byID[e.ID]; !ok || !found.Equal(e) {
			return fmt.Errorf("entry %s, %q: kept %t, or not as it was", e.ID, e.Text, ok)
		}
	}
	if len(got) != len(want) {
		return fmt.Errorf("%d entries, want %d", len(got), len(want))
	}
	return nil
}

func alike(s ledger.Store) error {
	want := simples(0, turns)
	err := each(func(int) error {
		for i := range want {
			err := s.Append(i, want[i:i+1])
			if err != nil && !errors.Is(err, finance.ErrOrder) {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return err
	}
	return holds(s, want)
}

func batches(s ledger.Store) error {
	const size = 10
	var done atomic.Bool
	return each(func(n int) error {
		if n > 0 {
			return readWhole(s, size, &done)
		}
		defer done.Store(true)
		for i := range turns {
			if err := appends(s, i*size, simples(i*size, (i+1)*size)...); err != nil {
				return err
			}
		}
		return nil
	})
}

// readWhole reads until the writer is done, and once more.
func readWhole(s ledger.Store, size int, done *atomic.Bool) error {
	for last := false; !last; {
		last = done.Load()
		got, err := read(s, ledger.Range{}, all)
		if err != nil {
			return err
		}
		if len(got)%size != 0 {
			return fmt.Errorf("%d entries of batches of %d", len(got), size)
		}
		if err := same(got, placed(simples(0, len(got)))); err != nil {
			return err
		}
	}
	return nil
}
