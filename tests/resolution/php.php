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
