import { isObject } from '../interpreter/index.ts';
import { optionalText } from '../services/index.ts';
import { type ConnectCall, type ConnectHandlers, entryOf, instanceOf, invalid, nowOf } from './call.ts';
import { resourceHandlers } from './resources.ts';
import { type Entry, type Instance, textOf } from './store.ts';

const levelNames = ['LevelOne', 'LevelTwo', 'LevelThree', 'LevelFour', 'LevelFive'];

/** Hierarchy groups: how users are organised, in up to five levels. */
export const hierarchyGroups: ConnectHandlers = {
  ...resourceHandlers({
    kind: 'hierarchyGroups',
    created: ['Name', 'ParentGroupId'],
    prepare: (call, instance) => placeOf(call, instance),
    updates: { UpdateUserHierarchyGroupName: ['Name'] },
  }),

  DescribeUserHierarchyStructure: (call) => ({ HierarchyStructure: instanceOf(call).levels }),

  UpdateUserHierarchyStructure(call) {
    const instance = instanceOf(call);
    const asked = call.request['HierarchyStructure'];
    const levels: Entry = {};
    for (const name of levelNames) {
      const level = isObject(asked) ? asked[name] : undefined;
      if (!isObject(level)) continue;
      const known = instance.levels[name];
      const id = isObject(known) && typeof known['Id'] === 'string' ? known['Id'] : call.context.newId();
      levels[name] = {
        Id: id,
        Arn: `${instance.arn}/agent-group-level/${id}`,
        Name: level['Name'] ?? '',
        LastModifiedTime: nowOf(call),
        LastModifiedRegion: call.context.store.region,
      };
    }
    instance.levels = levels;
    return {};
  },
};

/** A new group's way down from the top, its parents in it, and its level. */
function placeOf(call: ConnectCall, instance: Instance): Entry {
  const parentId = optionalText(call, 'ParentGroupId');
  const path: Entry = {};
  if (parentId !== undefined) {
    const parent = entryOf(call, instance, 'hierarchyGroups', parentId);
    const above = parent['HierarchyPath'];
    Object.assign(path, isObject(above) ? above : {});
    const level = levelNames[Object.keys(path).length];
    if (level !== undefined)
      path[level] = { Id: textOf(parent, 'Id'), Arn: textOf(parent, 'Arn'), Name: textOf(parent, 'Name') };
  }
  const depth = Object.keys(path).length;
  if (depth >= levelNames.length) throw invalid(call, 'A hierarchy has at most five levels');
  return { HierarchyPath: path, LevelId: String(depth + 1) };
}
