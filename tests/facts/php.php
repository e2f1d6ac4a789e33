//--- php.php
<?php

declare(strict_types=1);

namespace App\Models;
//^ imports package App\Models

use Foo\Bar;
//^ imports name Foo Bar
//      ^ refers import Bar on Foo
use Foo\Shapes\{Polygon, Named as HasTitle};
//^ imports name Foo\Shapes Named as HasTitle
//^ imports name Foo\Shapes Polygon
//              ^ refers import Polygon on Foo\Shapes
//                       ^ refers import Named on Foo\Shapes
use function Foo\helper as help;
//^ imports name Foo helper as help
//               ^ refers import helper on Foo
use Countable;
//^ imports name  Countable
//  ^ refers import Countable

const LIMIT = 10;
//^ binds assign LIMIT = #int
//    ^ defines constant LIMIT
define('OLD_LIMIT', 5);
//^ binds assign OLD_LIMIT = #int
//^< refers call define
//      ^ defines constant OLD_LIMIT
$registry = new \App\Registry(LIMIT);
//^ binds assign $registry = .App.Registry()
//^< defines variable $registry
//                   ^ refers new Registry on .App
//                            ^ refers read LIMIT
require_once __DIR__ . '/bootstrap.php';
//^ imports include /bootstrap.php
//           ^ refers read __DIR__

/**
 * A square.
 */
#[Entity('squares')]
//^ refers decorate Entity
abstract class Square extends Polygon implements Countable, \Stringable
//^ inherits extends Polygon
//^ inherits implements .Stringable
//^ inherits implements Countable
//             ^ defines class Square
//             ^ exported 1
//             ^ doc A square.
//             ^ modifiers #[Entity('squares')] abstract
//                            ^ refers inherit Polygon
//                                               ^ refers inherit Countable
//                                                           ^ refers inherit Stringable on .
{
    use Measurable, HasArea;
//^ inherits mixes HasArea
//^ inherits mixes Measurable
//      ^ refers inherit Measurable
//                  ^ refers inherit HasArea

    public const SIDES = 4;
//^ binds assign SIDES = #int
//               ^ defines constant Square.SIDES
    private static ?Store $store = null;
//^ binds assign store : Store = #none
//                  ^ refers type Store
//                         ^ defines field Square.store : Store
//                         ^ exported 0
//                         ^ modifiers private static
    protected array $parts = [], $more;
//^ binds assign more : array
//^ binds assign parts : array = #list
//                   ^ defines field Square.parts : array
//                                ^ defines field Square.more : array

    public function __construct(private readonly Length $side, int|string $id = LIMIT, Part ...$parts)
//^ binds assign side : Length
//^ binds parameter $id : int|string = LIMIT
//^ binds parameter $parts : list[Part]
//^ binds parameter $side : Length
//                  ^ defines method Square.__construct
//                  ^ signature public function __construct(private readonly Length $side, int|string $id = LIMIT, Part ...$parts)
//                                               ^ refers type Length
//                                                       ^ defines field Square.side : Length
//                                                                              ^ refers read LIMIT
//                                                                                     ^ refers type Part
    {
        parent::__construct($id);
//              ^ refers call __construct on parent
        $this->parts = $parts;
//^ binds assign $this.parts = $parts
//             ^ refers write parts on $this
        self::$store ??= new Store();
//^ binds assign self.store = Store()
//             ^ refers write store on self
//                           ^ refers new Store
        self::$store = static::open();
//^ binds assign self.store = static.open()
//             ^ refers write store on self
//                             ^ refers call open on static
        $this->side->scale(self::SIDES)->grow();
//             ^ refers read side on $this
//                   ^ refers call scale on $this.side
//                               ^ refers read SIDES on self
//                                       ^ refers call grow on $this.side.scale()
    }

    abstract public function area(): ?Area;
//                           ^ defines method Square.area : Area
//                                    ^ refers type Area

    private static function open(): self
//                          ^ defines method Square.open : self
    {
        return new self();
//^ binds return = self()
//                 ^ refers new self
    }
}

interface Shape extends Sized, Named
//^ inherits extends Named
//^ inherits extends Sized
//        ^ defines interface Shape
//                      ^ refers inherit Sized
//                             ^ refers inherit Named
{
    public function sides(): int;
//                  ^ defines method Shape.sides : int
}
trait Measurable
//    ^ defines trait Measurable
{
}
enum Suit: string implements HasTitle
//^ inherits implements HasTitle
//   ^ defines enum Suit
//                           ^ refers inherit HasTitle
{
    case Hearts = 'H';
//^ binds assign Hearts = #str
//       ^ defines enum_member Suit.Hearts
    case Spades;
//       ^ defines enum_member Suit.Spades
}

function render(Shape&Sized $shape, ?array &$all, callable $each): iterable
//^ binds parameter $all : array
//^ binds parameter $each : callable
//^ binds parameter $shape : Shape|Sized
//       ^ defines function render : iterable
//              ^ refers type Shape
//                    ^ refers type Sized
{
    static $count = 0;
//^ binds assign $count = #int
    foreach ($all as $key => $value) {
//^ binds assign $key = $all^
//^ binds assign $value = $all*
        $value->touch($key);
//              ^ refers call touch on $value
    }
    foreach ($shape->pairs() as [$first, $second]) {
//^ binds assign $first = $shape.pairs()*[0]
//^ binds assign $second = $shape.pairs()*[1]
//                   ^ refers call pairs on $shape
        yield $second;
//^ binds yield = $second
    }
    [$left, $right] = Bar::split($shape);
//^ binds assign $left = Bar.split()[0]
//^ binds assign $right = Bar.split()[1]
//                    ^ refers read Bar
//                         ^ refers call split on Bar
    try {
        help($left ?? $right);
//      ^ refers call help
    } catch (NotFound|\RuntimeException $error) {
//^ binds except $error : NotFound|.RuntimeException
//           ^ refers type NotFound
//                     ^ refers type RuntimeException on .
        $error?->report();
//               ^ refers call report on $error
    }
    $area = fn(Unit $unit): Area => $unit->of(...$all);
//^ binds assign $area = #function
//^ binds parameter $unit : Unit
//             ^ refers type Unit
//                          ^ refers type Area
//                                         ^ refers call of on $unit
    $show = function ($row) use ($area) {
//^ binds assign $show = #function
//^ binds parameter $row
        return $row->name;
//                   ^ refers read name on $row
    };
    if ($shape instanceof Square) {
//^ binds narrow $shape : Square
//                        ^ refers type Square
        $shape->area();
//              ^ refers call area on $shape
    }
    assert($each instanceof Suit);
//^ binds assign $each : Suit
//  ^ refers call assert
//                          ^ refers type Suit
    $picked = match (true) {
//^ binds assign $picked = (Bar()|$left)
        default => $count ? new Bar() : clone $left,
//                              ^ refers new Bar
    };
    usort($all, [$this, 'compare']);
//  ^ refers call usort
//                       ^ refers read compare on $this
    return \Foo\Shapes\make(Square::class, Suit::Hearts, new class extends Polygon {
//^ binds return = .Foo.Shapes.make()
//                     ^ refers call make on .Foo.Shapes
//                          ^ refers read Square
//                                         ^ refers read Suit
//                                               ^ refers read Hearts on Suit
//                                                                         ^ refers inherit Polygon
//                                                                                 ^ defines extension render
//^ inherits extends Polygon
        public function sides()
//                      ^ defines method render.sides
        {
            $this->side++;
//                 ^ refers write side on $this
        }
    });
}
//--- broken.php
<?php
function fine() {}
//       ^ defines function fine
$x = = 3;
//^ binds assign $x = #int
//^ reports syntax error
//^< defines variable $x
//--- refined.php
<?php
/**
 * @param Square $shape
 * @phpstan-param list<Square> $more
 * @return Square
 */
function pick(Shape $shape, array $more, ?Shape $other): Shape
//       ^ defines function pick : refined[Square,Shape]
//                  ^ binds parameter $shape : refined[Square,Shape]
//                                 ^ binds parameter $more : list[Square]
//                                              ^ binds parameter $other : Shape
{
    $this->assertInstanceOf(Square::class, $other);
//         ^ refers call assertInstanceOf on $this
//  ^ binds assign $other : Square
    return $shape;
}
