package accrual

// pile is a list that only grows, and never moves what it holds: a close does
// not know beforehand how many facts it will be handed, and they are large.
type pile[T any] struct {
	pieces [][]T
	n      int
}

// pieceSize is how many items lie in one piece.
const pieceSize = 1 << 9

// next is a new item at the end of the pile, to be filled in place.
func (p *pile[T]) next() *T {
	i := p.n % pieceSize
	if i == 0 {
		p.pieces = append(p.pieces, make([]T, pieceSize))
	}
	p.n++
	return &p.pieces[len(p.pieces)-1][i]
}

// at is the i-th item.
func (p *pile[T]) at(i int) *T { return &p.pieces[i/pieceSize][i%pieceSize] }
