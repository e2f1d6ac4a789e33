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
