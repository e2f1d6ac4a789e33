//--- tsx.tsx
import { FC } from "react";
//^ imports name react FC
//       ^ refers import FC on react
interface Props<T> { items: T[]; onPick?: (item: T) => void }
//^ binds assign items : list[T]
//^ binds assign onPick : fn[void,T]
//^ binds generic T
//^ not binds parameter item
//        ^ defines interface Props
//                   ^ defines field Props.items : list[T]
//                               ^ defines field Props.onPick : fn[void,T]
export const List: FC<Props<Row>> = ({ items, onPick }: Props<Row>) => {
//^ binds parameter items = <Props[Row]>.items
//^ binds parameter onPick = <Props[Row]>.onPick
//           ^ defines function List
//                 ^ refers type FC
//                    ^ refers type Props
//                          ^ refers type Row
    const [open, setOpen] = useState<boolean>(false);
//^ binds assign open = useState{boolean}()[0]
//^ binds assign setOpen = useState{boolean}()[1]
//                          ^ refers call useState
    return (
//^ binds return = #jsx
        <ui.Panel open={open}>
//       ^ refers read ui
//          ^ refers call Panel on ui
            {items.map((item) => <Item<Row> key={item.id} value={item as Row} onClick={() => setOpen(true)} />)}
//^ binds parameter item = items.map;0;0
//                 ^ refers call map on items
//                                ^ refers call Item
//                                     ^ refers type Row
//                                                    ^ refers read id on item
//                                                                                           ^ refers call setOpen
            <div className="end" />
        </ui.Panel>
//           ^ refers read Panel on ui
    );
};
export default function App(): JSX.Element {
//^ imports export  App as default
//                      ^ defines function App : JSX.Element
//                      ^ refers import App
//                             ^ refers read JSX
//                                 ^ refers type Element on JSX
    return <List items={load()} />;
//^ binds return = #jsx
//          ^ refers call List
//                      ^ refers call load
}
export const Menu = ({ badge, theme = "dark" }: { badge?: Badge; theme: Theme }) => badge.show(theme);
//^ binds parameter badge : Badge
//^ binds parameter theme : Theme
//^ binds return = badge.show(theme)
//           ^ defines function Menu
//                                                        ^ refers type Badge
//                                                                      ^ refers type Theme
//                                                                                        ^ refers call show on badge
import("./menu").then(({ open }) => open());
//^ imports module ./menu
//^ imports name ./menu open
//               ^ refers call then on ?()
//                       ^ refers import open on ./menu
//                                  ^ refers call open
//--- broken.tsx
export const Fine = () => <p />;
//           ^ defines function Fine
const broken = <p>;
//^ reports syntax error
//    ^ refers read broken
