//--- csharp.cs
using System;
//^ imports star System
//    ^ not refers read System
using System.Collections.Generic;
//^ imports star System.Collections.Generic
//                       ^ not refers type Generic on System.Collections
using static Shapes.Units;
//^ imports star Shapes.Units
using Numbers = System.Collections.Generic.List;
//^ imports namespace System.Collections.Generic.List as Numbers
global using Shapes.Common;
//^ imports reexport_star Shapes.Common

namespace Shapes.Flat
//        ^ defines module Shapes.Flat
{

    /// <summary>
    /// A box.
    /// </summary>
    [Serializable, Obsolete("x")]
//   ^ refers decorate Serializable
//                 ^ refers decorate Obsolete
    public sealed partial class Box<T> : Base<T>, IShape, System.IDisposable where T : IComparable<T>, new()
//                                                                                     ^ binds generic T : IComparable[T]
//                              ^ defines class Shapes.Flat.Box
//                              ^ exported 1
//                              ^ doc A box.
//                              ^ modifiers [Serializable,Obsolete("x")] public sealed partial
//                                       ^ refers inherit Base
//                                                ^ refers inherit IShape
//                                                               ^ refers inherit IDisposable on System
//                                                                                     ^ refers type IComparable
//                                                                                                 ^ not refers type T
//  ^ inherits extends Base[T]
//  ^ inherits extends IShape
//  ^ inherits extends System.IDisposable
    {
        private static readonly int Limit = 3, Other = 4;
//                                  ^ defines field Shapes.Flat.Box.Limit : int
//                                  ^ exported 0
//                                             ^ defines field Shapes.Flat.Box.Other : int
        protected List<Dictionary<string, int[]>> items = new();
//                                                ^ defines field Shapes.Flat.Box.items : List[Dictionary[string,list[int]]]
//                                                ^ exported 1
//                                                        ^ refers new List
        public event EventHandler<Args> Changed;
//                                      ^ defines field Shapes.Flat.Box.Changed : EventHandler[Args]
        public event EventHandler Moved { add { } remove { } }
//                                ^ defines property Shapes.Flat.Box.Moved : EventHandler
        public int Side { get; set; } = 3;
//                 ^ defines property Shapes.Flat.Box.Side : int
//                 ^ signature public int Side
        public Shape? Current => _current ?? Find();
//                    ^ defines property Shapes.Flat.Box.Current : Shape
//             ^ refers type Shape
//      ^ binds return = (_current|Find())
//                                           ^ refers call Find
        public T this[int index] { get { return items[index]; } }
//               ^ defines property Shapes.Flat.Box.this : T
//                        ^ binds parameter index : int
        public Box(int side, params string[] names) : base(side) { Side = side; this.items = null; }
//             ^ defines method Shapes.Flat.Box.Box
//                                           ^ binds parameter names : list[string]
//                                                    ^ refers call base
//                                                                 ^ refers write Side
//                                                                                   ^ refers write items on this
        ~Box() { }
//      ^ defines method Shapes.Flat.Box.~Box

        public override async Task<R?> FindAsync<R>(T key, out int count, Func<T, R> map = null) where R : class
//                                     ^ defines method Shapes.Flat.Box.FindAsync : Task[R]
//                                                    ^ binds parameter key : T
//                                                                 ^ binds parameter count : int
        {
            foreach (var each in items) { each.Draw(); }
//                       ^ binds assign each = items*
//                                             ^ refers call Draw on each
            foreach (var (id, value) in table) { }
//                            ^ binds assign value = table*[1]
            for (int i = 0; i < Limit; i++) { }
//                   ^ binds assign i : int = #int
            using (var reader = Open()) { }
//                     ^ binds assign reader = Open()
            try { } catch (IOException error) when (error.Code == 1) { throw new ShapeException(error); }
//                                     ^ binds except error : IOException
//                                                        ^ refers read Code on error
//                                                                               ^ refers new ShapeException
            var box = new Box<string>(1) { Side = 2 };
//              ^ binds assign box = <Box[string]>
//                        ^ refers new Box
//                                         ^ refers write Side on <Box[string]>
//                                         ^ binds assign <Box[string]>.Side = #int
            Box other = new(2);
//              ^ binds assign other : Box = Box()
//                      ^ refers new Box
            Func<Box> later = () => { return new(3); };
//                                           ^ not refers new Box
            Run(new(4));
//              ^ not refers new Box
            Func<string, int> length = text => text.Length;
//                            ^ binds assign length : Func[string,int] = #function
//                                     ^ binds parameter text = <Func[string,int]>;0
            Run((first, second) => first.Join(second), delegate(int number) { return number; });
//          ^ refers call Run
//               ^ binds parameter first = Run;0;0
//                                                                  ^ binds parameter number : int
            if (shape is Circle circle && TryGet(out Square found)) { circle.Draw(nameof(Limit)); }
//                              ^ binds assign circle : Circle
//                                                          ^ binds assign found : Square
//                                                                           ^ not refers call nameof
            var (left, right) = Pair();
//                     ^ binds assign right = Pair()[1]
            switch (shape) { case Square square: square.Draw(); break; }
//                                       ^ binds assign square : Square
            var name = (string)value; var maybe = value as Circle;
//              ^ binds assign name = <string>
//                                        ^ binds assign maybe = <Circle>
            items[0].Add(Colour.Red); shape?.Next?.Draw(); base.FindAsync(key); Static.Call<int>(1);
//                   ^ refers call Add on items[]
//                              ^ refers read Red on Colour
//                                                 ^ refers call Draw on shape.Next
//                                                              ^ refers call FindAsync on base
//                                                                                     ^ refers call Call on Static
            var reply = await GetAsync();
//              ^ binds assign reply = GetAsync()~
            Changed += OnChanged;
//          ^ refers write Changed
//                     ^ refers read OnChanged
            var picked = from one in items where one.Big select one;
//                            ^ binds assign one = items*
            int Local(int number) => number;
//              ^ defines function Shapes.Flat.Box.FindAsync.Local : int
            var other = default(Text);
//              ^ binds assign other = <Text>
//                              ^ refers type Text
            return reply ?? default;
//          ^ binds return = (reply|<?>)
        }

        public abstract void Later();
//                           ^ defines method Shapes.Flat.Box.Later : void
        public static Box<T> operator +(Box<T> one, Box<T> two) => one;
//                           ^ defines method Shapes.Flat.Box.operator + : Box[T]
        public static implicit operator int(Box<T> box) => 1;
//                             ^ defines method Shapes.Flat.Box.operator int : int
        void IShape.Hidden() { }
//                  ^ defines method Shapes.Flat.Box.Hidden : void
//                  ^ exported 0

        public enum Colour : byte { Red = 1, Green }
//                  ^ defines enum Shapes.Flat.Box.Colour
//                                  ^ defines enum_member Shapes.Flat.Box.Colour.Red
//                                           ^ defines enum_member Shapes.Flat.Box.Colour.Green
        public delegate int Measure(Shape shape);
//                          ^ defines type Shapes.Flat.Box.Measure : int
        public interface IShape : ISized { double Area(); int Sides { get; } }
//                       ^ defines interface Shapes.Flat.Box.IShape
//                                ^ refers inherit ISized
//                                                ^ defines method Shapes.Flat.Box.IShape.Area : double
//                                                ^ exported 1
//                                                            ^ defines property Shapes.Flat.Box.IShape.Sides : int
        public struct Point { public int X, Y; }
//                    ^ defines struct Shapes.Flat.Box.Point
//                                       ^ defines field Shapes.Flat.Box.Point.X : int
//                                          ^ defines field Shapes.Flat.Box.Point.Y : int
        public record Pair(int First, List<string> Rest) : BaseRecord(First);
//                    ^ defines class Shapes.Flat.Box.Pair
//                             ^ defines property Shapes.Flat.Box.Pair.First : int
//                                                 ^ defines property Shapes.Flat.Box.Pair.Rest : List[string]
//                                                         ^ refers inherit BaseRecord
    }

    public static class Extensions
//                      ^ defines class Shapes.Flat.Extensions
    {
        public static int Count(this string text) => text.Length;
//                        ^ defines method Shapes.Flat.Extensions.Count : int of string
    }
}
//--- scoped.cs
namespace Shapes.Round;
//        ^ defines module Shapes.Round
class Circle {
//    ^ defines class Shapes.Round.Circle
//    ^ exported 0
    int Radius() {
//      ^ defines method Shapes.Round.Circle.Radius : int
        if (a) { return 1; }
#if FAST
        else if (b) { return two(); }
//                           ^ refers call two
#endif
        else { return 3; }
    }
}
//--- broken.cs
class Fine {
//    ^ defines class Fine
    int x = = 3;
//      ^ defines field Fine.x : int
//  ^ reports syntax error
}
