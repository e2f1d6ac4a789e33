//--- Pen.cs
namespace Shapes
{
    public class Pen : Tool
    {
        public void Draw(int x, string label = null) {}
        public void Draw(string label, params object[] rest) {}
        public void Draw(Pen other) {}
        public object Make(int x) { return null; }
        public T Make<T>(int x) { return default; }
        public void Use(Pen pen)
        {
            Draw(1);
//          ^ calls Pen.cs:Shapes.Pen.Draw#1
            Draw(label: "x", x: 2);
//          ^ calls Pen.cs:Shapes.Pen.Draw#1
            pen.Draw("x", 1, 2);
//              ^ calls Pen.cs:Shapes.Pen.Draw#2
            pen.Draw(pen);
//              ^ calls Pen.cs:Shapes.Pen.Draw#3
            Make<Pen>(1);
//          ^ calls Pen.cs:Shapes.Pen.Make#2
            Put(1);
//          ^ calls Pen.cs:Shapes.Tool.Put
            Put();
//          ^ calls Pen.cs:Shapes.Pen.Put
            pen.Put(1, 2, 3);
//              ^ calls Pen.cs:Shapes.Extensions.Put
            Extensions.Put(pen, 1, 2, 3);
//                     ^ calls Pen.cs:Shapes.Extensions.Put
            pen.Fill("x");
//              ^ calls Pen.cs:Shapes.Extensions.Fill#1
        }
        public void Put() {}
    }
    public class Tool { public void Put(int x) {} }
    public static class Extensions
    {
        public static void Put(this Pen pen, int a, int b, int c) {}
        public static void Fill(this Pen pen, string colour) {}
        public static void Fill(this Pen pen, string colour, int depth) {}
    }
}
