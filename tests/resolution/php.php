//--- src/Square.php
<?php
namespace App\Models;
use App\Tools\Metre as Unit;
use function App\Tools\scale;
use App\Tools;
class Square extends Base {
    use Named;
    private Side $side;
    public function __construct(private Unit $unit) { parent::__construct(); }
//                                                            ^ calls src/Base.php:Base.__construct
    public function grow(): static {
        $this->side->length();
//                   ^ calls src/Base.php:Side.length
        $this->unit->convert();
//                   ^ calls src/Tools.php:Metre.convert
        $this->title();
//             ^ calls src/Base.php:Named.title
        scale();
//      ^ calls src/Tools.php:scale
        Tools\Metre::of()->convert();
//                         ^ calls src/Tools.php:Metre.convert
        self::make()->close();
//            ^ calls src/Square.php:Square.make
        strlen("x");
//      ^ calls nothing
        new Metre();
//          ^ calls nothing
        return $this;
    }
    public static function make(): self { return new self(); }
    public function close() {}
}
//--- src/Base.php
<?php
namespace App\Models;
class Base { public function __construct() {} }
class Side { public function length() {} }
trait Named { public function title() {} }
//--- src/Tools.php
<?php
namespace App\Tools;
class Metre { public static function of(): self { return new self(); } public function convert() {} }
function scale() {}
function strlen() {}
//--- fixtures/vendor/Side.php
<?php
namespace App\Models;
class Side { public function length() {} }
//--- fixtures/app.php
<?php
use App\Models\Side;
(new Side())->length();
//            ^ calls fixtures/vendor/Side.php:Side.length
//--- src/Docs.php
<?php
namespace Docs;
class Pen { public function draw(): void {} }
class Box {
    /** @var Pen */
    private $first;
    /** @var array<string, Pen> */
    private array $named;
    /** @var string */
    private $label;
    /** The pens.
     *
     * @return Pen[] the pens
     */
    public function pens(): array { return []; }
    /** @return \Docs\Pen|null */
    public function one() {}
    /** @return $this */
    public function same() {}
    /**
     * @param Pen[] $pens
     * @param Pen|null $other
     */
    public function use(array $pens, $other, $unknown) {
        foreach ($this->pens() as $pen) { $pen->draw(); }
        //                                      ^ calls Pen.draw
        foreach ($pens as $one) { $one->draw(); }
        //                              ^ calls Pen.draw
        $other->draw();
        //      ^ calls Pen.draw
        $unknown->draw();
        //        ^ calls nothing
        $this->first->draw();
        //            ^ calls Pen.draw
        $this->named['a']->draw();
        //                 ^ calls Pen.draw
        $this->label->draw();
        //            ^ calls nothing
        $this->one()->draw();
        //            ^ calls Pen.draw
        $this->same()->one();
        //             ^ calls Box.one
        /** @var Pen $made */
        $made = load();
        $made->draw();
        //     ^ calls Pen.draw
        /** @var Pen $elsewhere */
        $loaded = load();
        $loaded->draw();
        //       ^ calls nothing
    }
}
abstract class Form {
    protected function bind() {}
    public static function make() {
        return new class extends Form {
            function configure() { $this->bind(); $this->own(); parent::bind(); }
            //                            ^ calls Form.bind
            //                                           ^ calls Form.make.own
            //                                                          ^ calls Form.bind
            function own() {}
        };
    }
    function use() { $this->own(); }
    //                      ^ calls nothing
}
//--- src/Node.php
<?php
namespace Tree;
interface Node { public function kind(); public static function root(); }
function walk() {}
//--- src/Node/Leaf.php
<?php
namespace Tree\Node;
class Leaf implements \Tree\Node { public function kind() {} public static function root() {} }
class Tree { public static function no() {} }
class Exception {}
//--- src/Walker.php
<?php
namespace Tree\Node;
use Tree\Node;
class Walker extends \Tree\Base {
    public function walk(\Tree\Node $node, \Exception $error) {
        new Node\Leaf();
        //       ^ calls src/Node/Leaf.php:Leaf
        Node::root();
        //    ^ calls src/Node.php:Node.root
        $node->kind();
        //     ^ calls src/Node.php:Node.kind
        $this->rest();
        //     ^ calls src/Trees.php:Base.rest
        \Tree\walk();
        //    ^ calls src/Node.php:walk
        \walk();
       //^ calls nothing
        new \Leaf();
        //   ^ calls nothing
        new \Whole();
        //   ^ calls src/Whole.php:Whole
        Tree::no();
        //    ^ calls src/Node/Leaf.php:Tree.no
        \Tree\Node\Tree::no();
        //               ^ calls src/Node/Leaf.php:Tree.no
        $error->getMessage();
        //      ^ calls nothing
        new namespace\Leaf();
    }
}
//--- src/Trees.php
<?php
namespace Tree;
class Base { public function rest() { new Node\Leaf(); } }
//                                             ^ calls src/Node/Leaf.php:Leaf
//--- src/Whole.php
<?php
class Whole {}
//--- src/Mixed.php
<?php
namespace Mixed;
interface Named { public function name(); public function other(); }
trait Naming { public function name() {} }
class Parented { public function name() {} }
class Thing implements Named { use Naming; }
class Heir extends Parented implements Named {
    use Naming;
    public function other() {
        $this->name();
        //     ^ calls Naming.name
        parent::name();
        //      ^ calls Parented.name
    }
}
trait Needing { abstract function name(); function ask() { $this->name(); } }
//                                                                ^ calls Needing.name
class Needed extends Parented {
    use Needing;
    function tell() { $this->name(); }
    //                       ^ calls Parented.name
}
(new Thing())->name();
//             ^ calls Naming.name
(new Thing())->other();
//             ^ calls Named.other
//--- src/Narrow.php
<?php
namespace Narrow;
interface Thing {}
class Pen implements Thing { function draw() {} function tip(): Tip {} }
class Cup implements Thing { function fill() {} }
function all(Thing $thing, Thing $other, $any) {
    if ($thing instanceof Pen && $other instanceof Cup) {
        $thing->draw();
        //      ^ calls Pen.draw
        $other->fill();
        //      ^ calls Cup.fill
    } elseif ($thing instanceof Cup) {
        $thing->fill();
        //      ^ calls Cup.fill
    }
    $thing->draw();
    //      ^ calls nothing
    $any = $any instanceof Pen ? $any->draw() : null;
    //                                 ^ calls Pen.draw
    return $other instanceof Pen
        && $other->draw();
    //             ^ calls Pen.draw
}
function leaving(array $things, Thing $one) {
    foreach ($things as $thing) {
        if (!$thing instanceof Cup) {
            $thing->fill();
            //      ^ calls nothing
            continue;
        }
        $thing->fill();
        //      ^ calls Cup.fill
    }
    if (!$one instanceof Pen) {
        error_log('no pen');
    }
    $one->draw();
    //    ^ calls nothing
}
//--- src/Fluent.php
<?php
namespace Fluent;
abstract class Builder {
    /** @return $this */
    public function open() { return $this; }
    public function shut(): static { return $this; }
    public function own(): self { return new Plain(); }
    public static function make(): static { return new static(); }
    public function node() {}
}
class Plain extends Builder {}
class Heir extends Builder {
    public function node() {}
    public function leaf() {}
}
function build(Heir $heir) {
    $heir->open()->shut()->node();
    //                     ^ calls Heir.node
    Heir::make()->leaf();
    //            ^ calls Heir.leaf
    $heir->own()->node();
    //            ^ calls Builder.node
}
//--- src/Templates.php
<?php
namespace Templates;
class Model { public function key() {} }
class Page extends Model { public function turn() {} }
class Other { public function turn() {} }
/**
 * @template TModel of \Templates\Model
 */
abstract class Relation {
    /** @var TModel */
    protected $model;
    /** @return TModel */
    public function related() { return $this->model; }
    public function keys() {
        $this->model->key();
        //            ^ calls Model.key
        $this->related()->key();
        //                ^ calls Model.key
        $this->related()->turn();
        //                ^ calls nothing
    }
    /**
     * @template T of Page|null
     * @param T $page
     * @return T
     */
    public function same($page) {
        $page->turn();
        //     ^ calls Page.turn
        return $page;
    }
    /** @param TModel|Unknown $one */
    public function other(T $page, $one) {
        $page->turn();
        //     ^ calls nothing
    }
}
function use_it(Relation $relation, Page $page) {
    $relation->same($page)->turn();
    //                      ^ calls Page.turn
    $relation->related()->key();
    //                    ^ calls Model.key
}
//--- src/refined/Node.php
<?php
namespace Refined;
class Node { function base() {} }
class ListNode extends Node {
    function only() {}
    /** @return ListNode */
    function own(): Node {}
    /** @phpstan-return ListNode */
    function said(): Node {}
}
abstract class Renderer { abstract function render(Node $node); }
class ListRenderer extends Renderer {
    /** @param ListNode $node */
    function render(Node $node) {
        $node->only();
//             ^ calls src/refined/Node.php:ListNode.only
        $node->base();
//             ^ calls src/refined/Node.php:Node.base
        $node->own()->only();
//                    ^ calls src/refined/Node.php:ListNode.only
        $node->said()->only();
//                     ^ calls src/refined/Node.php:ListNode.only
    }
    /**
     * @param Missing $node
     * @param string $other
     */
    function stale(Node $node, Node $other) {
        $node->base();
//             ^ calls src/refined/Node.php:Node.base
        $other->base();
//              ^ calls src/refined/Node.php:Node.base
        $other->only();
//              ^ calls nothing
    }
}
class NodeTest {
    function check($one, $two, $three, $four) {
        $one->only();
//            ^ calls nothing
        $this->assertInstanceOf(ListNode::class, $one, 'one');
        $one->only();
//            ^ calls src/refined/Node.php:ListNode.only
        self::assertInstanceOf(\Refined\ListNode::class, $two);
        $two->only();
//            ^ calls src/refined/Node.php:ListNode.only
        \assert($three instanceof ListNode);
        $three->only();
//              ^ calls src/refined/Node.php:ListNode.only
        $this->assertNotInstanceOf(ListNode::class, $four);
        $four->only();
//             ^ calls nothing
    }
}
class Tree {
    function make() {
        new Tree\Leaf(1);
//               ^ calls src/refined/Leaf.php:Leaf
        Tree\Leaf::of();
//                 ^ calls src/refined/Leaf.php:Leaf.of
        Tree::of();
//            ^ calls nothing
    }
}
//--- src/refined/Leaf.php
<?php
namespace Refined\Tree;
class Leaf { static function of() {} }
//--- held/use.php
<?php
namespace Held;
class Kept { public function save() {} }
class Other { public function drop() {} }
/** @template T of Kept|Other */
class Store {
    /** @return T */
    public function first() {}
}
/** @extends Store<Kept> */
class Users extends Store {}
(new Users())->first()->save();
//                      ^ calls held/use.php:Kept.save
(new Users())->first()->drop();
//                      ^ calls nothing
//--- held/spl.php
<?php
namespace Held\Spl;
class Token { public function is() {} }
class Other { public function is() {} }
/** @extends \SplFixedArray<Token> */
class Tokens extends \SplFixedArray {}
/**
 * @implements \IteratorAggregate<int, Token>
 * @implements \Countable
 */
class Lines implements \Countable, \IteratorAggregate {}
/** @implements \Iterator<string, Other> */
class Names implements \Iterator {}
/** @implements Wanted<Token> */
class Plain implements \IteratorAggregate {}
function each(Tokens $tokens, Lines $lines, Names $names, Plain $plain) {
    $tokens[0]->is();
//              ^ calls held/spl.php:Token.is
    foreach ($tokens as $token) {
        $token->is();
//              ^ calls held/spl.php:Token.is
    }
    foreach ($lines as $line) {
        $line->is();
//             ^ calls held/spl.php:Token.is
    }
    foreach ($names as $name) {
        $name->is();
//             ^ calls held/spl.php:Other.is
    }
    foreach ($plain as $each) {
        $each->is();
//             ^ calls nothing
    }
}
//--- src/Suit.php
<?php
namespace App\Cards;
enum Suit: string { case Hearts = 'h'; public function label(): string { return ''; } }
class Plain { public function label(): string { return ''; } }
function all(string $s) {
    Suit::from($s)->label();
//                  ^ calls src/Suit.php:Suit.label
    Suit::tryFrom($s)?->label();
//                      ^ calls src/Suit.php:Suit.label
    foreach (Suit::cases() as $suit) { $suit->label(); }
//                                            ^ calls src/Suit.php:Suit.label
    Plain::from($s)->label();
//                   ^ calls nothing
}
